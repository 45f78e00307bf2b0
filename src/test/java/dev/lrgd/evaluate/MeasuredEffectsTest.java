package dev.lrgd.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class MeasuredEffectsTest {

  @Test
  void slopeIsThatOfTheLineThroughZero() {
    assertEquals(2, MeasuredEffects.slope(new double[] {1, 2, 3}, new double[] {2, 4, 6}), 1e-12);
    assertEquals(0.5, MeasuredEffects.slope(new double[] {1, 1}, new double[] {0, 1}), 1e-12);
    assertEquals(0, MeasuredEffects.slope(new double[] {0}, new double[] {5}));
  }
}
