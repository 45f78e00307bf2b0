package dev.lrgd.recommend;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ExplorationTest {
  private static final int[] BEST = {4, 0, 40};

  @Test
  void aRecordedPropensityIsHowOftenADemonstrationIsShown() {
    assertPropensitiesAreFrequencies(3);
  }

  @Test
  void withASlotLeftOverNothingIsDisplaced() {
    assertPropensitiesAreFrequencies(5);
    for (int seed = 0; seed < 100; seed++) {
      int[] shown = shown(new Exploration(0.9, 1).draw(seed, BEST, 60, 5));
      assertTrue(Arrays.stream(BEST).allMatch(b -> Arrays.stream(shown).anyMatch(s -> s == b)));
    }
  }

  /** Four standard errors of 40,000 draws. */
  private static void assertPropensitiesAreFrequencies(int count) {
    int draws = 40_000;
    double[] shownHowOften = new double[60];
    double[] propensity = new double[60];
    for (int seed = 0; seed < draws; seed++) {
      Exploration.Draw draw = new Exploration(0.5, 3).draw(seed, BEST, 60, count);
      int[] shown = shown(draw);
      double[] propensities = draw.propensities(shown);
      for (int i = 0; i < shown.length; i++) {
        shownHowOften[shown[i]] += 1.0 / draws;
        propensity[shown[i]] = propensities[i];
      }
    }
    for (int d = 0; d < 60; d++) {
      double error = 4 * Math.sqrt(propensity[d] * (1 - propensity[d]) / draws) + 1e-9;
      assertEquals(propensity[d], shownHowOften[d], error, "demonstration " + d);
    }
    assertEquals(0, shownHowOften[Exploration.NEAREST], "only the nearest are drawn");
  }

  private static int[] shown(Exploration.Draw draw) {
    return draw.isPlain() ? BEST : draw.set();
  }

  @Test
  void theSameRequestDrawsTheSameAndAnotherVersionAnother() {
    Exploration first = new Exploration(1, 1);
    Exploration second = new Exploration(1, 2);
    int[] again = IntStream.range(0, 50).map(s -> first.draw(s, BEST, 60, 3).drawn()).toArray();
    assertArrayEquals(
        again, IntStream.range(0, 50).map(s -> first.draw(s, BEST, 60, 3).drawn()).toArray());
    int[] other = IntStream.range(0, 50).map(s -> second.draw(s, BEST, 60, 3).drawn()).toArray();
    assertTrue(!Arrays.equals(again, other));
  }

  @Test
  void withoutExplorationEverythingIsCertain() {
    for (int seed = 0; seed < 100; seed++) {
      Exploration.Draw draw = new Exploration(0, 1).draw(seed, BEST, 60, 3);
      assertTrue(draw.isPlain());
      assertArrayEquals(new double[] {1, 1, 1}, draw.propensities(BEST));
    }
  }

  @Test
  void whereAllThatIsNearIsShownThereIsNothingToDraw() {
    Exploration.Draw draw = new Exploration(0.9, 1).draw(7, new int[] {1, 0}, 2, 4);
    assertTrue(draw.isPlain());
    assertArrayEquals(new double[] {1, 1}, draw.propensities(new int[] {1, 0}));
  }
}
