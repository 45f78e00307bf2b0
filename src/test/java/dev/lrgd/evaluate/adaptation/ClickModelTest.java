package dev.lrgd.evaluate.adaptation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ClickModelTest {
  private final ClickModel model = new ClickModel(1, 10);

  @Test
  void theFirstPlaceIsAlwaysLookedAtAndWhatIsBeyondTheListNever() {
    assertTrue(model.clicks(1, 0.999999));
    assertFalse(model.clicks(11, 0));
  }

  @Test
  void lowerPlacesAreLookedAtLessByTheBias() {
    assertEquals(1.0 / 4, model.chance(4), 1e-12);
    assertEquals(1.0 / 2, new ClickModel(0.5, 10).chance(4), 1e-12);
    assertEquals(1, new ClickModel(0, 10).chance(10), 1e-12);
  }

  @Test
  void clicksComeAsOftenAsTheChanceSays() {
    SplittableRandom random = new SplittableRandom(1);
    int clicks = 0;
    for (int i = 0; i < 10_000; i++) {
      clicks += model.clicks(5, random.nextDouble()) ? 1 : 0;
    }
    assertEquals(0.2, clicks / 10_000.0, 0.015);
  }
}
