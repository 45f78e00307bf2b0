package dev.lrgd.statistics;

/**
 * A figure with its 95 % interval.
 *
 * @param low lower end of the interval
 * @param high upper end
 */
public record Estimate(double value, double low, double high) {
  static Estimate of(double value, Interval interval) {
    return new Estimate(value, interval.low(), interval.high());
  }
}
