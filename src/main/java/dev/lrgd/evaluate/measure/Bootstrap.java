package dev.lrgd.evaluate.measure;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Percentile bootstrap of a mean (Efron 1979): users are drawn with replacement, the mean taken
 * anew, and the interval runs between the 2.5 % and 97.5 % quantiles of these means. For two
 * rankers on the same users pass the differences: that is the paired interval.
 */
public final class Bootstrap {
  private static final int RESAMPLES = 1000;
  private static final double TAIL = 0.025;

  private final long seed;

  public Bootstrap(long seed) {
    this.seed = seed;
  }

  /**
   * The 95 % interval of the mean. Any call on as many values draws the same users, so intervals of
   * several rankers belong together.
   */
  public Interval ofMean(double[] values) {
    if (values.length == 0) {
      throw new IllegalArgumentException("the mean of no values has no interval");
    }
    SplittableRandom random = new SplittableRandom(seed);
    double[] means = new double[RESAMPLES];
    for (int r = 0; r < RESAMPLES; r++) {
      double sum = 0;
      for (int i = 0; i < values.length; i++) {
        sum += values[random.nextInt(values.length)];
      }
      means[r] = sum / values.length;
    }
    Arrays.sort(means);
    return new Interval(quantile(means, TAIL), quantile(means, 1 - TAIL));
  }

  /** Interpolated between the two nearest order statistics. */
  private static double quantile(double[] sorted, double q) {
    double at = q * (sorted.length - 1);
    int below = (int) at;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
  }
}
