package dev.lrgd.pool;

import java.util.ArrayList;
import java.util.List;

/** Shares of a pool. */
final class Weights {
  private Weights() {}

  /** The same demonstrations, their weights and anchor weights scaled to sum 1 each. */
  static List<Demonstration> normalised(List<Demonstration> demonstrations) {
    double weights = demonstrations.stream().mapToDouble(Demonstration::weight).sum();
    double anchors = demonstrations.stream().mapToDouble(Demonstration::anchorWeight).sum();
    double equal = demonstrations.isEmpty() ? 0 : 1.0 / demonstrations.size();
    List<Demonstration> scaled = new ArrayList<>(demonstrations.size());
    for (Demonstration d : demonstrations) {
      scaled.add(
          d.withWeights(
              weights > 0 ? Math.min(1, d.weight() / weights) : equal,
              anchors > 0 ? Math.min(1, d.anchorWeight() / anchors) : equal));
    }
    return scaled;
  }
}
