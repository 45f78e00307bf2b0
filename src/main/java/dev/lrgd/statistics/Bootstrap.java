package dev.lrgd.statistics;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

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
    return of(
        values.length,
        users -> {
          double sum = 0;
          for (int user : users) {
            sum += values[user];
          }
          return sum / values.length;
        });
  }

  /** The 95 % interval of any figure of so many users; draws without the figure do not count. */
  public Interval of(int count, ToDoubleFunction<int[]> figure) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] figures = new double[RESAMPLES];
    int[] users = new int[count];
    for (int r = 0; r < RESAMPLES; r++) {
      for (int i = 0; i < count; i++) {
        users[i] = random.nextInt(count);
      }
      figures[r] = figure.applyAsDouble(users);
    }
    double[] sorted = Arrays.stream(figures).filter(f -> !Double.isNaN(f)).sorted().toArray();
    return sorted.length == 0
        ? new Interval(Double.NaN, Double.NaN)
        : new Interval(quantile(sorted, TAIL), quantile(sorted, 1 - TAIL));
  }

  /** Interpolated between the two nearest order statistics. */
  private static double quantile(double[] sorted, double q) {
    double at = q * (sorted.length - 1);
    int below = (int) at;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
  }
}
