package dev.lrgd.dual;

import static dev.lrgd.dual.DualStateTest.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MirrorStepTest {
  @Test
  void stepMaximisesTheAnchoredObjective() {
    RandomCase random = RandomCase.of(1);
    for (int trial = 0; trial < 50; trial++) {
      double[] anchor = Candidates.softmax(random.gaussians(6));
      double[] logRatios = random.gaussians(6);
      double[] gains = random.gaussians(6);
      MirrorStep step =
          new MirrorStep(0.1 + random.random.nextDouble(), random.random.nextDouble());
      double[] current = MirrorStep.weights(anchor, logRatios);
      double[] next = MirrorStep.weights(anchor, step.advance(logRatios, gains));
      double best = objective(step, next, current, anchor, gains);
      for (int other = 0; other < 50; other++) {
        double[] near = random.gaussians(6);
        Arrays.setAll(near, d -> Math.log(next[d]) + 0.01 * near[d]);
        assertTrue(objective(step, Candidates.softmax(near), current, anchor, gains) <= best);
      }
    }
  }

  private static double objective(
      MirrorStep step, double[] w, double[] current, double[] anchor, double[] gains) {
    return step.eta() * Vectors.dot(gains, w)
        - divergence(w, current)
        - step.eta() * step.alpha() * divergence(w, anchor);
  }

  private static double divergence(double[] w, double[] from) {
    double sum = 0;
    for (int d = 0; d < w.length; d++) {
      sum += w[d] * Math.log(w[d] / from[d]);
    }
    return sum;
  }

  @Test
  void anchoredWeightsNeverCollapse() {
    int n = 100;
    double bound = 0.8;
    for (double eta : new double[] {0.1, 1, 50}) {
      MirrorStep step = new MirrorStep(eta, 0.5);
      double[] anchor = new double[n];
      Arrays.fill(anchor, 1. / n);
      double[] logRatios = new double[n];
      Random random = new Random(1);
      for (int round = 0; round < 500; round++) {
        double[] gains = random.doubles(n, -bound, bound).toArray();
        if (round < 250) {
          Arrays.setAll(gains, d -> d < 16 ? bound : -bound);
        }
        logRatios = step.advance(logRatios, gains);
        double[] weights = MirrorStep.weights(anchor, logRatios);
        double ratio = Vectors.max(weights) / Arrays.stream(weights).min().orElseThrow();
        assertTrue(ratio <= step.largestRatio(bound) * (1 + 1e-9));
        assertTrue(
            Concentration.effectiveNumber(weights) >= step.leastEffectiveNumber(bound, n) - 1e-9);
      }
    }
  }

  @Test
  void boundIsReachedByTheWorstSplit() {
    // Kantorovich is an equality with a share 1 / (1 + rho) of the demonstrations at the top.
    MirrorStep step = new MirrorStep(1, 2 / Math.log(4));
    double[] anchor = new double[100];
    Arrays.fill(anchor, 0.01);
    double[] logRatios = new double[100];
    double[] gains = new double[100];
    Arrays.setAll(gains, d -> d < 20 ? 1 : -1);
    for (int round = 0; round < 200; round++) {
      logRatios = step.advance(logRatios, gains);
    }
    assertEquals(4, step.largestRatio(1), 1e-12);
    assertEquals(64, step.leastEffectiveNumber(1, 100), 1e-9);
    assertEquals(64, Concentration.effectiveNumber(MirrorStep.weights(anchor, logRatios)), 1e-9);
  }

  @Test
  void withoutAnchorWeightsCollapseOntoOne() {
    MirrorStep step = new MirrorStep(0.2, 0);
    double[] gains = RandomCase.of(2).gaussians(100);
    double[] anchor = new double[100];
    Arrays.fill(anchor, 0.01);
    double[] logRatios = new double[100];
    for (int round = 0; round < 200; round++) {
      logRatios = step.advance(logRatios, gains);
    }
    double[] weights = MirrorStep.weights(anchor, logRatios);
    assertTrue(Concentration.effectiveNumber(weights) < 1.1);
    assertEquals(Double.POSITIVE_INFINITY, step.largestRatio(1));
    assertEquals(1, step.leastEffectiveNumber(1, 100));
  }

  @Test
  void leastAnchoringGivesTheRatioAskedFor() {
    double alpha = MirrorStep.leastAnchoring(0.7, 9);
    assertEquals(9, new MirrorStep(1, alpha).largestRatio(0.7), 1e-12);
  }

  @Test
  void weightsFollowTheAnchorAndSurviveExtremes() {
    double[] anchor = {0.5, 0.25, 0.25};
    assertArrayEquals(anchor, MirrorStep.weights(anchor, new double[3]), 1e-15);
    double[] extreme = MirrorStep.weights(anchor, new double[] {0, 2000, -2000});
    assertArrayEquals(new double[] {0, 1, 0}, extreme, 1e-300);
  }

  @Test
  void wrongNumbersAreRefusedByName() {
    MirrorStep step = new MirrorStep(1, 1);
    double[] one = {1};
    assertRefused("eta", () -> new MirrorStep(0, 1));
    assertRefused("alpha", () -> new MirrorStep(1, -1));
    assertRefused("number of gains", () -> step.advance(one, new double[2]));
    assertRefused("gain[0]", () -> step.advance(one, new double[] {Double.NaN}));
    assertRefused("log ratio[0]", () -> step.advance(new double[] {Double.NaN}, one));
    assertRefused("anchor[0]", () -> MirrorStep.weights(new double[1], one));
    assertRefused("number of log ratios", () -> MirrorStep.weights(one, new double[2]));
    assertRefused("bound of the gains", () -> step.largestRatio(0));
    assertRefused("largest ratio - 1", () -> MirrorStep.leastAnchoring(1, 1));
  }
}
