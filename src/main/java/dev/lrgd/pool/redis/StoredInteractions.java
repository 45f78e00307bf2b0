package dev.lrgd.pool.redis;

import dev.lrgd.space.Interaction;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * A user's interactions as lines {@code rating TAB time TAB item}, in the order of arrival. No id
 * holds a tab or a line feed.
 */
final class StoredInteractions {
  private StoredInteractions() {}

  static String write(Collection<Interaction> interactions) {
    StringBuilder lines = new StringBuilder();
    for (Interaction interaction : interactions) {
      lines
          .append(Double.isNaN(interaction.rating()) ? "" : Double.toString(interaction.rating()))
          .append('\t')
          .append(interaction.time())
          .append('\t')
          .append(interaction.item())
          .append('\n');
    }
    return lines.toString();
  }

  /** Oldest first; those of the same time in the order of arrival. */
  static List<Interaction> read(String user, String lines) {
    List<Interaction> interactions = new ArrayList<>();
    for (int from = 0; from < lines.length(); ) {
      int time = lines.indexOf('\t', from) + 1;
      int item = lines.indexOf('\t', time) + 1;
      int end = lines.indexOf('\n', item);
      String rating = lines.substring(from, time - 1);
      interactions.add(
          new Interaction(
              user,
              lines.substring(item, end),
              Long.parseLong(lines.substring(time, item - 1)),
              rating.isEmpty() ? Double.NaN : Double.parseDouble(rating)));
      from = end + 1;
    }
    interactions.sort(Comparator.comparingLong(Interaction::time));
    return interactions;
  }
}
