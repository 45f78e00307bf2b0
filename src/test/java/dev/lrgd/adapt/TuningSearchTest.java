package dev.lrgd.adapt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lrgd.pool.Demonstration;
import dev.lrgd.pool.Tuning;
import dev.lrgd.recommend.FirstStageSettings;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class TuningSearchTest {
  private static final SecondStageSettings SETTINGS =
      new SecondStageSettings(
          40, 6, 1, 5.8, 20, 0.1, 0.2, true, true, 24, 10, 0.02, 0.05, true, true, 1);

  private final SmallWorld world = new SmallWorld(5);
  private final Validation validation =
      Validation.of(
          world.space,
          ValidationSlice.of(world.interactions, 1, SETTINGS).cases(),
          FirstStageSettings.defaults()::tuned,
          1);
  private final TuningSearch search = new TuningSearch(validation, new PairedBootstrap(1));

  @Test
  void withNothingToShowNoStrengthMattersAndAllStayAsTheyAre() {
    Tuning start = new Tuning(0.3, 0.4, 0.2, 0.1, 0.05, false);
    assertEquals(start, search.from(start, List.of()));
  }

  @Test
  void aPoolThatShowedNoneIsTriedAgain() {
    Tuning start = Tuning.START.withZeroShot(true);
    assertEquals(Tuning.START, search.from(start, List.of()));
  }

  @Test
  void whatIsChosenIsNeverWorseOnTheUsersItIsChosenBy() {
    List<Demonstration> demonstrations = world.demonstrations(200);
    for (Tuning start :
        List.of(
            Tuning.START,
            Tuning.START.withLogWeight(6).withMassCap(0.99),
            Tuning.START.withLogWeight(-6),
            Tuning.START.withCaution(9))) {
      Tuning found = search.from(start, demonstrations);
      double before = mean(start, demonstrations);
      double after = mean(found, demonstrations);
      assertTrue(found.equals(start) || after > before, before + " became " + after);
      assertEquals(found, search.from(start, demonstrations), "the same search finds the same");
    }
  }

  private double mean(Tuning tuning, List<Demonstration> demonstrations) {
    return Arrays.stream(validation.ndcg(validation.index(demonstrations), tuning))
        .average()
        .orElseThrow();
  }
}
