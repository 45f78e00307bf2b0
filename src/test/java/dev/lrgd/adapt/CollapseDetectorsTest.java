package dev.lrgd.adapt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lrgd.pool.Demonstration;
import dev.lrgd.pool.Evidence;
import dev.lrgd.pool.Findings.Detectors;
import dev.lrgd.pool.Provenance;
import dev.lrgd.recommend.DemonstrationIndex;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CollapseDetectorsTest {
  private static final double EXACT = 1e-9;

  private final SmallWorld world = new SmallWorld(3);

  @Test
  void everyDetectorIsWhatItsDefinitionSays() {
    List<Demonstration> pool = pool(0.5, 0.3, 0.2);
    Validation.Measured measured =
        new Validation.Measured(
            DemonstrationIndex.of(world.space, pool, 1),
            0.5,
            new double[] {1, 0, 0.5, 0.5},
            List.of(0.1, 0.5, 0.3),
            Map.of("d0", 3, "d1", 1),
            List.of(List.of(0, 1, 2), List.of(1, 2, 3), List.of(7, 8, 9)));
    Detectors detectors = CollapseDetectors.of(pool, measured, 10);

    assertEquals(4, detectors.users());
    assertEquals(0.5, detectors.ndcg(), EXACT);
    assertEquals(0.3, detectors.meanMass(), EXACT);
    assertEquals(1 / 3.0, detectors.cappedShare(), EXACT);
    double entropy = -(0.75 * Math.log(0.75) + 0.25 * Math.log(0.25));
    assertEquals(entropy, detectors.exposureEntropy(), EXACT);
    // Exposures 1, 2, 2, 1, 0, 0, 0, 1, 1, 1 of ten items: all differences, by the sum and number.
    double[] exposures = {1, 2, 2, 1, 0, 0, 0, 1, 1, 1};
    double differences = 0;
    for (double a : exposures) {
      for (double b : exposures) {
        differences += Math.abs(a - b);
      }
    }
    assertEquals(differences / (2 * 10 * 9), detectors.exposureGini(), EXACT);
    assertEquals(0.7, detectors.coverage(), EXACT);
    // Neighbouring pairs: two of four in common, then none of six.
    assertEquals((2 / 4.0 + 0) / 2, detectors.jaccard(), EXACT);
    assertEquals(1 / (0.25 + 0.09 + 0.04), detectors.effectiveDemonstrations(), EXACT);
    assertEquals(0.2, detectors.syntheticShare(), EXACT);
    assertEquals(measured.index().participationRatio(), detectors.participationRatio(), EXACT);
  }

  @Test
  void withoutDemonstrationsThereIsNothingToCollapse() {
    Validation.Measured measured =
        new Validation.Measured(
            DemonstrationIndex.of(world.space, List.of(), 1),
            0.5,
            new double[0],
            List.of(),
            Map.of(),
            List.of());
    assertEquals(Detectors.NONE, CollapseDetectors.of(List.of(), measured, 10));
  }

  @Test
  void aHealthyPoolRaisesNoAlarmAndEachCollapseItsOwn() {
    Detectors healthy = detectors(0.3, 0.2, 100, 60, 16, 0.1);
    assertEquals(List.of(), CollapseDetectors.alarms(healthy, healthy));
    assertAlarm("A few demonstrations", healthy, detectors(0.3, 0.2, 100, 29, 16, 0.1));
    assertAlarm("become alike", healthy, detectors(0.3, 0.2, 100, 60, 7.9, 0.1));
    assertAlarm("of the catalogue", healthy, detectors(0.14, 0.2, 100, 60, 16, 0.1));
    assertAlarm("in common", healthy, detectors(0.3, 0.51, 100, 60, 16, 0.1));
    assertAlarm("synthetic", healthy, detectors(0.3, 0.2, 100, 60, 16, 0.21));
  }

  @Test
  void aPoolThatAGeneratorBeganMayStayAsSyntheticAsItWas() {
    Detectors all = detectors(0.3, 0.2, 100, 60, 16, 1);
    assertEquals(List.of(), CollapseDetectors.alarms(Detectors.NONE, all));
    assertEquals(List.of(), CollapseDetectors.alarms(all, all));
  }

  private static void assertAlarm(String words, Detectors before, Detectors after) {
    List<String> alarms = CollapseDetectors.alarms(before, after);
    assertEquals(1, alarms.size(), alarms.toString());
    assertTrue(alarms.get(0).contains(words), alarms.get(0));
  }

  private static Detectors detectors(
      double coverage,
      double jaccard,
      int demonstrations,
      double effective,
      double participation,
      double synthetic) {
    return new Detectors(
        100,
        0.5,
        0.2,
        0,
        3,
        0.5,
        coverage,
        jaccard,
        demonstrations,
        effective,
        participation,
        synthetic);
  }

  /** The last one was written by a generator. */
  private static List<Demonstration> pool(double... weights) {
    List<Demonstration> pool = new ArrayList<>();
    for (int d = 0; d < weights.length; d++) {
      Provenance provenance = d == weights.length - 1 ? Provenance.SYNTHETIC : Provenance.REAL;
      pool.add(
          new Demonstration(
              "d" + d,
              "u" + d,
              List.of("i" + d),
              "i" + (d + 9),
              0,
              provenance,
              weights[d],
              weights[d],
              0,
              Evidence.NONE));
    }
    return pool;
  }
}
