package dev.lrgd.evaluate.adaptation;

import dev.lrgd.evaluate.data.DataSet;
import dev.lrgd.space.Interaction;
import dev.lrgd.space.ItemSpace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How users of before the drift and of after it are told apart: in order of some figure, the lower
 * half comes before. The stream moves from the one half to the other at once.
 */
public enum Drift {
  /**
   * By taste: the mean title vector of what the user chose, along the direction in which users
   * differ most (first principal component). On video games that is about the kind of console. Also
   * for data that have an order and no times.
   */
  TASTE,

  /** By the time of the last choice; only for data with timestamps. */
  TIME;

  /** Enough for the largest of a few hundred eigenvalues to stand out. */
  private static final int POWER_STEPS = 200;

  /**
   * The users of before, then those of after, each in the given order.
   *
   * @param space whose titles taste goes by
   */
  List<List<String>> halves(DataSet data, List<String> users, ItemSpace space) {
    Map<String, List<Interaction>> histories = data.histories();
    double[] figures =
        this == TIME
            ? users.stream().mapToDouble(u -> last(histories.get(u)).time()).toArray()
            : alongFirstComponent(
                users.stream().map(u -> meanTitle(histories.get(u), space)).toList());
    Map<String, Double> figure = new HashMap<>();
    for (int u = 0; u < figures.length; u++) {
      figure.put(users.get(u), figures[u]);
    }
    List<String> sorted = new ArrayList<>(users);
    sorted.sort(Comparator.comparing((String u) -> figure.get(u)).thenComparing(u -> u));
    List<String> lower = sorted.subList(0, sorted.size() / 2);
    Map<Boolean, List<String>> split =
        users.stream().collect(Collectors.partitioningBy(new HashSet<>(lower)::contains));
    return List.of(split.get(true), split.get(false));
  }

  private static Interaction last(List<Interaction> history) {
    return history.get(history.size() - 1);
  }

  private static double[] meanTitle(List<Interaction> history, ItemSpace space) {
    double[] mean = null;
    for (Interaction interaction : history) {
      float[] title = space.title(space.place(space.indexOf(interaction.item())));
      mean = mean == null ? new double[title.length] : mean;
      for (int i = 0; i < title.length; i++) {
        mean[i] += title[i] / history.size();
      }
    }
    return mean;
  }

  /** Scores on the first principal component, by the power method; of either sign. */
  static double[] alongFirstComponent(List<double[]> rows) {
    int d = rows.get(0).length;
    double[] mean = new double[d];
    rows.forEach(row -> Arrays.setAll(mean, i -> mean[i] + row[i] / rows.size()));
    double[] direction = new double[d];
    Arrays.setAll(direction, i -> 1 + 0.01 * i);
    for (int step = 0; step < POWER_STEPS; step++) {
      double[] next = new double[d];
      for (double[] row : rows) {
        double along = along(row, mean, direction);
        Arrays.setAll(next, i -> next[i] + along * (row[i] - mean[i]));
      }
      double length = Math.sqrt(Arrays.stream(next).map(x -> x * x).sum());
      double[] now = direction;
      Arrays.setAll(now, i -> length == 0 ? now[i] : next[i] / length);
    }
    return rows.stream().mapToDouble(row -> along(row, mean, direction)).toArray();
  }

  private static double along(double[] row, double[] mean, double[] direction) {
    double sum = 0;
    for (int i = 0; i < row.length; i++) {
      sum += (row[i] - mean[i]) * direction[i];
    }
    return sum;
  }
}
