package dev.lrgd.adapt;

import dev.lrgd.dual.MirrorStep;
import dev.lrgd.pool.Demonstration;
import dev.lrgd.pool.Evidence;
import java.util.Arrays;
import java.util.List;

/**
 * The KL-anchored mirror step on the weights (theory.md 6.2 (ii)), with gains in units of their
 * bound B: |g| &lt;= 1, whatever B is in one adaptation or the next, so that the theorem of {@link
 * MirrorStep} holds over all of them.
 *
 * <p>A version keeps weights, which know x_d = log(w_d / a_d) up to a constant. Before each step it
 * is chosen so that the x_d sum to 0: a new demonstration, which enters at x = 0, weighs as much as
 * the others do in the geometric mean, and differences between the x_d, which are what the theorem
 * bounds, stay.
 */
final class Reweighting {
  private final MirrorStep step;
  private final double bonus;

  Reweighting(MirrorStep step, double bonus) {
    this.step = step;
    this.bonus = bonus;
  }

  /**
   * The x_d after a step.
   *
   * @param evidence of this adaptation, one a demonstration
   * @param bound B, above 0
   */
  double[] advance(List<Demonstration> demonstrations, Evidence[] evidence, double bound) {
    return step.advance(logRatios(demonstrations), gains(demonstrations, evidence, bound));
  }

  static double[] logRatios(List<Demonstration> demonstrations) {
    double[] x = new double[demonstrations.size()];
    Arrays.setAll(x, d -> logRatio(demonstrations.get(d)));
    double mean = Arrays.stream(x).average().orElse(0);
    Arrays.setAll(x, d -> x[d] - mean);
    return x;
  }

  private static double logRatio(Demonstration demonstration) {
    return Math.log(
        Math.max(demonstration.weight(), Double.MIN_NORMAL)
            / Math.max(demonstration.anchorWeight(), Double.MIN_NORMAL));
  }

  /** In [-1, 1]: the mean gain, and for what was not shown the bonus of what is uncertain (UCB). */
  private double[] gains(List<Demonstration> demonstrations, Evidence[] evidence, double bound) {
    long all = Arrays.stream(evidence).mapToLong(Evidence::uses).sum();
    double[] gains = new double[evidence.length];
    for (int d = 0; d < gains.length; d++) {
      long before = demonstrations.get(d).evidence().uses();
      gains[d] =
          evidence[d].uses() == 0
              ? Math.min(1, bonus * Math.sqrt(Math.log1p(all) / (1 + before)))
              : evidence[d].mean() / bound;
    }
    return gains;
  }
}
