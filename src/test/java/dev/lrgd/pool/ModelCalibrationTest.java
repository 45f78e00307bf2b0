package dev.lrgd.pool;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ModelCalibrationTest {

  @Test
  void anotherPromptOfTheSameModelIsAnother() {
    ModelCalibration one = new ModelCalibration("m", "p", 1, 1, 9);
    assertTrue(one.isOfTheSame(new ModelCalibration("m", "p", 2, 3, 4)));
    assertFalse(one.isOfTheSame(new ModelCalibration("m", "q", 1, 1, 9)));
    assertFalse(one.isOfTheSame(new ModelCalibration("n", "p", 1, 1, 9)));
  }
}
