package dev.lrgd.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BootstrapTest {
  private final double[] values = new SplittableRandom(3).doubles(400).toArray();

  @Test
  void theIntervalAgreesWithTheCentralLimitTheorem() {
    // Uniform on [0,1): the mean of 400 has a standard deviation of 1 / sqrt(12 * 400).
    double mean = IntStream.range(0, 400).mapToDouble(i -> values[i]).average().orElseThrow();
    double halfWidth = 1.96 / Math.sqrt(12 * 400);
    Interval interval = new Bootstrap(1).ofMean(values);
    assertEquals(mean - halfWidth, interval.low(), 0.1 * halfWidth);
    assertEquals(mean + halfWidth, interval.high(), 0.1 * halfWidth);
  }

  @Test
  void theSameSeedGivesTheSameIntervalAndAnotherSeedAnotherOne() {
    assertEquals(new Bootstrap(1).ofMean(values), new Bootstrap(1).ofMean(values));
    assertNotEquals(new Bootstrap(1).ofMean(values), new Bootstrap(2).ofMean(values));
  }

  @Test
  void whatNeverVariesHasAnIntervalOfNoWidth() {
    assertEquals(new Interval(0.5, 0.5), new Bootstrap(1).ofMean(new double[] {0.5, 0.5, 0.5}));
  }

  @Test
  void noValuesAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> new Bootstrap(1).ofMean(new double[0]));
  }
}
