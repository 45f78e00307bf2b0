package dev.lrgd.statistics;

import java.util.Arrays;
import java.util.Optional;

/**
 * What was measured, against what had been predicted of it. Intervals are by bootstrap over the
 * pairs.
 *
 * @param count of pairs
 * @param mean of what was measured
 * @param rankCorrelation Spearman's; empty where either side has one value only
 * @param slope measured per predicted, by least squares through 0
 */
public record PredictionCheck(
    int count, Estimate mean, Optional<Estimate> rankCorrelation, double slope) {

  /**
   * @param measured alongside, at least one
   * @param seed of the bootstrap
   */
  public static PredictionCheck of(double[] predicted, double[] measured, long seed) {
    Bootstrap bootstrap = new Bootstrap(seed);
    double mean = Arrays.stream(measured).average().orElseThrow();
    return new PredictionCheck(
        measured.length,
        Estimate.of(mean, bootstrap.ofMean(measured)),
        rankCorrelation(predicted, measured, bootstrap),
        slope(predicted, measured));
  }

  private static Optional<Estimate> rankCorrelation(
      double[] predicted, double[] measured, Bootstrap bootstrap) {
    double rho = RankCorrelation.spearman(predicted, measured);
    if (Double.isNaN(rho)) {
      return Optional.empty();
    }
    Interval interval =
        bootstrap.of(
            measured.length,
            drawn -> RankCorrelation.spearman(of(predicted, drawn), of(measured, drawn)));
    return Double.isNaN(interval.low())
        ? Optional.empty()
        : Optional.of(Estimate.of(rho, interval));
  }

  private static double[] of(double[] values, int[] drawn) {
    return Arrays.stream(drawn).mapToDouble(i -> values[i]).toArray();
  }

  /** Of measured figures on predicted ones, by least squares through 0; 0 where none is. */
  public static double slope(double[] predicted, double[] measured) {
    double product = 0;
    double square = 0;
    for (int i = 0; i < predicted.length; i++) {
      product += predicted[i] * measured[i];
      square += predicted[i] * predicted[i];
    }
    return square == 0 ? 0 : product / square;
  }
}
