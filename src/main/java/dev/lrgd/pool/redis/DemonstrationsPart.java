package dev.lrgd.pool.redis;

import dev.lrgd.pool.Demonstration;
import dev.lrgd.pool.Evidence;
import dev.lrgd.pool.Provenance;
import dev.lrgd.space.ItemSpace;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Demonstrations as bytes, field by field rather than one by one: like stands beside like, and
 * deflates the better. Items are told by their rows.
 */
final class DemonstrationsPart {
  private static final Provenance[] PROVENANCES = Provenance.values();

  private DemonstrationsPart() {}

  static byte[] write(List<Demonstration> demonstrations, ItemSpace space) {
    Bytes bytes = new Bytes();
    bytes.number(demonstrations.size());
    demonstrations.forEach(d -> bytes.text(d.id()));
    demonstrations.forEach(d -> bytes.text(d.user()));
    for (Demonstration d : demonstrations) {
      bytes.number(d.history().size());
      d.history().forEach(item -> item(bytes, item, space));
      item(bytes, d.target(), space);
    }
    demonstrations.forEach(d -> bytes.number(d.time()));
    demonstrations.forEach(d -> bytes.number(d.provenance().ordinal()));
    demonstrations.forEach(d -> bytes.real(d.weight()));
    demonstrations.forEach(d -> bytes.real(d.anchorWeight()));
    demonstrations.forEach(d -> bytes.real(d.effect()));
    demonstrations.forEach(d -> bytes.number(d.evidence().uses()));
    demonstrations.forEach(d -> bytes.real(d.evidence().exposure()));
    demonstrations.forEach(d -> bytes.real(d.evidence().gainSum()));
    demonstrations.forEach(d -> bytes.real(d.evidence().gainSquareSum()));
    return bytes.toArray();
  }

  /**
   * @param itemIds by row
   */
  static List<Demonstration> read(ByteBuffer content, List<String> itemIds) {
    Bytes.Reader in = new Bytes.Reader(content);
    int n = in.count();
    String[] ids = new String[n];
    String[] users = new String[n];
    List<List<String>> histories = new ArrayList<>(n);
    String[] targets = new String[n];
    long[] times = new long[n];
    Provenance[] provenances = new Provenance[n];
    double[][] numbers = new double[3][n];
    long[] uses = new long[n];
    double[][] gains = new double[3][n];
    for (int i = 0; i < n; i++) {
      ids[i] = in.text();
    }
    for (int i = 0; i < n; i++) {
      users[i] = in.text();
    }
    for (int i = 0; i < n; i++) {
      String[] history = new String[in.count()];
      for (int h = 0; h < history.length; h++) {
        history[h] = item(in, itemIds);
      }
      histories.add(List.of(history));
      targets[i] = item(in, itemIds);
    }
    for (int i = 0; i < n; i++) {
      times[i] = in.number();
    }
    for (int i = 0; i < n; i++) {
      provenances[i] = PROVENANCES[(int) in.number()];
    }
    reals(in, numbers);
    for (int i = 0; i < n; i++) {
      uses[i] = in.number();
    }
    reals(in, gains);
    List<Demonstration> demonstrations = new ArrayList<>(n);
    for (int i = 0; i < n; i++) {
      demonstrations.add(
          new Demonstration(
              ids[i],
              users[i],
              histories.get(i),
              targets[i],
              times[i],
              provenances[i],
              numbers[0][i],
              numbers[1][i],
              numbers[2][i],
              new Evidence(uses[i], gains[0][i], gains[1][i], gains[2][i])));
    }
    return demonstrations;
  }

  private static void reals(Bytes.Reader in, double[][] columns) {
    for (double[] column : columns) {
      for (int i = 0; i < column.length; i++) {
        column[i] = in.real();
      }
    }
  }

  /** An item that the space does not know is told by its id. */
  private static void item(Bytes bytes, String id, ItemSpace space) {
    int row = space.indexOf(id);
    bytes.number(row);
    if (row < 0) {
      bytes.text(id);
    }
  }

  private static String item(Bytes.Reader in, List<String> itemIds) {
    int row = (int) in.number();
    return row < 0 ? in.text() : itemIds.get(row);
  }
}
