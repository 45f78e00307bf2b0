package dev.lrgd.evaluate.adaptation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lrgd.evaluate.report.Study;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AdaptationStudyTest {
  private final TwoTastes world = new TwoTastes(false);

  private AdaptationStudy study(int seeds, String... arms) {
    return new AdaptationStudy(
        world.data,
        world.data,
        Optional.empty(),
        new AdaptationStudy.Settings(
            new ScenarioSettings(160, 10, 2, 20, Drift.TASTE),
            40,
            10,
            2,
            1,
            new ClickModel(1, 10),
            List.of(arms),
            seeds,
            1));
  }

  @Test
  void aRunBrokenOffHasTheFiguresOfTheWorldsItWentThrough() {
    List<Study> soFar = new ArrayList<>();
    Study both = study(2, Arms.STATIC).study("Method.", "", line -> {}, soFar::add);
    Study one = study(1, Arms.STATIC).study("Method.", "", line -> {}, soFar::add);
    assertEquals(1, soFar.size());
    assertEquals("Method. Broken off after 1 of these worlds.", soFar.get(0).method());
    assertEquals(one.tables(), soFar.get(0).tables());
    assertEquals("Method.", both.method());
  }

  @Test
  void differencesAreThoseOfThePhases() {
    Study study = study(1, Arms.STATIC, Arms.FULL).study("", "", line -> {}, soFar -> {});
    Study.Table quality = study.tables().get(0);
    Study.Table against = study.tables().get(1);
    assertTrue(against.id().startsWith("full against"), against.id());
    double full = quality.lines().get(2).figures().get(3).value();
    double still = quality.lines().get(1).figures().get(3).value();
    assertEquals(full - still, against.lines().get(1).figures().get(3).value(), 1e-3);
  }
}
