package dev.lrgd.adapt;

import dev.lrgd.pool.Findings;
import java.util.SplittableRandom;

/**
 * The difference of two means over the same users, with an interval of chosen confidence: the
 * standard error by bootstrap over users (Efron 1979), times sqrt(2 log(1 / delta)), beyond which a
 * normal variable lies with a chance below delta on either side. Percentiles of the bootstrap would
 * need millions of draws where delta is as small as alpha spending makes it.
 */
final class PairedBootstrap {
  private static final int RESAMPLES = 500;

  private final long seed;

  PairedBootstrap(long seed) {
    this.seed = seed;
  }

  /**
   * @param delta chance that the true difference lies below the interval, in (0, 1); the same above
   */
  Findings.Difference difference(double[] mine, double[] theirs, double delta) {
    double[] differences = new double[mine.length];
    double mean = 0;
    for (int i = 0; i < differences.length; i++) {
      differences[i] = mine[i] - theirs[i];
      mean += differences[i] / differences.length;
    }
    double reach = Math.sqrt(2 * Math.log(1 / delta)) * standardError(differences);
    return new Findings.Difference(
        mean, mean - reach, mean + reach, 1 - 2 * delta, differences.length);
  }

  private double standardError(double[] values) {
    SplittableRandom random = new SplittableRandom(seed);
    double sum = 0;
    double squares = 0;
    for (int r = 0; r < RESAMPLES; r++) {
      double mean = 0;
      for (int i = 0; i < values.length; i++) {
        mean += values[random.nextInt(values.length)] / values.length;
      }
      sum += mean;
      squares += mean * mean;
    }
    double mean = sum / RESAMPLES;
    return Math.sqrt(Math.max(0, squares / RESAMPLES - mean * mean));
  }
}
