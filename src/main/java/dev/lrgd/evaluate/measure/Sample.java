package dev.lrgd.evaluate.measure;

import dev.lrgd.statistics.Bootstrap;
import dev.lrgd.statistics.Interval;
import java.util.Arrays;

/** Figures of several users, of which some may have none (NaN). */
public record Sample(double[] values) {

  public static Sample of(double... values) {
    return new Sample(values);
  }

  public double mean() {
    return Arrays.stream(numbers()).average().orElse(Double.NaN);
  }

  public Interval interval(long seed) {
    return new Bootstrap(seed).ofMean(numbers());
  }

  /** User by user; a user without one of the figures has no difference. */
  public Sample minus(Sample other) {
    double[] differences = new double[values.length];
    Arrays.setAll(differences, i -> values[i] - other.values[i]);
    return new Sample(differences);
  }

  /** Mean of the lowest tenth, at least one of them. */
  public double worstDecile() {
    double[] sorted = numbers();
    Arrays.sort(sorted);
    return Arrays.stream(sorted, 0, Math.max(1, sorted.length / 10)).average().orElse(Double.NaN);
  }

  public double[] numbers() {
    return Arrays.stream(values).filter(x -> !Double.isNaN(x)).toArray();
  }

  public boolean isEmpty() {
    return numbers().length == 0;
  }
}
