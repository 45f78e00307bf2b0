package dev.lrgd.adapt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lrgd.dual.Concentration;
import dev.lrgd.dual.MirrorStep;
import dev.lrgd.pool.Demonstration;
import dev.lrgd.pool.Evidence;
import dev.lrgd.pool.Provenance;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReweightingTest {
  private static final int SIZE = 40;

  @Test
  void weightsKeptBetweenVersionsNeverCollapseWhateverTheOutcomesSay() {
    MirrorStep step = new MirrorStep(1, MirrorStep.leastAnchoring(1, 5.8));
    assertTrue(effectiveAfter(step, 100) >= step.leastEffectiveNumber(1, SIZE));
    assertTrue(step.leastEffectiveNumber(1, SIZE) >= 0.5 * SIZE);
  }

  @Test
  void withoutAnAnchorTheyDo() {
    assertTrue(effectiveAfter(new MirrorStep(1, 0), 100) < 1.01);
  }

  /** One is always praised as much as can be, all others blamed. */
  private static double effectiveAfter(MirrorStep step, int rounds) {
    List<Demonstration> pool = pool(even());
    Evidence[] evidence = new Evidence[SIZE];
    for (int round = 1; round <= rounds; round++) {
      double bound = 0.01 * round;
      Arrays.setAll(evidence, d -> Evidence.NONE.plus(1, d == 0 ? bound : -bound));
      pool =
          pool(
              MirrorStep.weights(
                  even(), new Reweighting(step, 0.1).advance(pool, evidence, bound)));
    }
    return Concentration.effectiveNumber(
        pool.stream().mapToDouble(Demonstration::weight).toArray());
  }

  @Test
  void whatWasNotShownIsExpectedToBeWorthTrying() {
    Evidence[] evidence = new Evidence[SIZE];
    Arrays.fill(evidence, Evidence.NONE);
    evidence[0] = Evidence.NONE.plus(1, 0);
    double[] x = new Reweighting(new MirrorStep(1, 1), 0.1).advance(pool(even()), evidence, 0.2);
    assertEquals(0, x[0], 1e-12);
    assertEquals(0.1 * Math.sqrt(Math.log(2)) / 2, x[1], 1e-12);
  }

  private static double[] even() {
    double[] even = new double[SIZE];
    Arrays.fill(even, 1.0 / SIZE);
    return even;
  }

  private static List<Demonstration> pool(double[] weights) {
    List<Demonstration> pool = new ArrayList<>();
    for (int d = 0; d < SIZE; d++) {
      pool.add(
          new Demonstration(
              "d" + d,
              "u" + d,
              List.of("a"),
              "b",
              0,
              Provenance.REAL,
              weights[d],
              1.0 / SIZE,
              0,
              Evidence.NONE));
    }
    return pool;
  }
}
