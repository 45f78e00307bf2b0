package dev.lrgd.pool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ModelCalibrationTest {

  @Test
  void slopeIsThatOfTheLineThroughZero() {
    assertEquals(2, ModelCalibration.slope(new double[] {1, 2, 3}, new double[] {2, 4, 6}), 1e-12);
    assertEquals(0.5, ModelCalibration.slope(new double[] {1, 1}, new double[] {0, 1}), 1e-12);
    assertEquals(0, ModelCalibration.slope(new double[] {0}, new double[] {5}));
  }

  @Test
  void anotherPromptOfTheSameModelIsAnother() {
    ModelCalibration one = new ModelCalibration("m", "p", 1, 1, 9);
    assertTrue(one.isOfTheSame(new ModelCalibration("m", "p", 2, 3, 4)));
    assertFalse(one.isOfTheSame(new ModelCalibration("m", "q", 1, 1, 9)));
    assertFalse(one.isOfTheSame(new ModelCalibration("n", "p", 1, 1, 9)));
  }
}
