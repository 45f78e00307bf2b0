package dev.lrgd.dual;

import static dev.lrgd.dual.DualStateTest.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class WorstCaseTest {
  private static final Kernel KERNEL = new Kernel(0.8);

  @Test
  void worstCaseIsTheWorstOfAllVertices() {
    for (int seed = 0; seed < 200; seed++) {
      RandomCase random = RandomCase.of(seed);
      int n = 1 + seed % 7;
      VectorTable keys = random.table(n, 5, 2);
      VectorTable values = random.table(n, 4, 1);
      double[] logWeights = random.gaussians(n);
      Tokens own = seed % 5 == 0 ? Tokens.none(5, 4) : random.tokens(2);
      float[] query = random.query();
      ListwiseLoss loss = random.loss(5);
      double rho = random.random.nextDouble();
      double r = rho * KERNEL.scale() * Math.sqrt(Vectors.dot(query, query));
      double worst = Double.POSITIVE_INFINITY;
      for (int vertex = 0; vertex < 1 << n; vertex++) {
        double[] shifted = logWeights.clone();
        for (int i = 0; i < n; i++) {
          shifted[i] += (vertex >> i & 1) == 1 ? r : -r;
        }
        List<Tokens> moved = List.of(Tokens.of(keys, values, shifted));
        EffectProblem problem = EffectProblem.of(KERNEL, own, moved, query, loss);
        worst = Math.min(worst, problem.linearEffect(0));
      }
      List<Tokens> unmoved = List.of(Tokens.of(keys, values, logWeights));
      EffectProblem problem = EffectProblem.of(KERNEL, own, unmoved, query, loss);
      assertEquals(worst, WorstCase.linearEffect(problem, rho, 0), 1e-12);
    }
  }

  @Test
  void noShiftOfTheKeysWithinTheRadiusDoesWorse() {
    RandomCase random = RandomCase.of(1);
    Tokens demonstration = random.tokens(3);
    Tokens own = random.tokens(2);
    float[] query = random.query();
    ListwiseLoss loss = random.loss(5);
    double rho = 0.5;
    double worst =
        WorstCase.linearEffect(
            EffectProblem.of(KERNEL, own, List.of(demonstration), query, loss), rho, 0);
    for (int trial = 0; trial < 2000; trial++) {
      float[] keys = new float[15];
      for (int i = 0; i < 3; i++) {
        float[] shift = random.roughVector(5, 1);
        double length = Math.sqrt(Vectors.dot(shift, shift));
        for (int j = 0; j < 5; j++) {
          keys[5 * i + j] = demonstration.key(i)[j] + (float) (rho * shift[j] / length);
        }
      }
      List<Tokens> moved = List.of(demonstration.withKeys(VectorTable.of(5, keys)));
      EffectProblem problem = EffectProblem.of(KERNEL, own, moved, query, loss);
      assertTrue(problem.linearEffect(0) >= worst - 1e-6);
    }
  }

  @Test
  void worstCaseIsTheLinearEffectWithoutShiftAndFallsWithIt() {
    for (int seed = 0; seed < 50; seed++) {
      EffectProblem problem = RandomCase.of(seed).problem(4);
      double last = problem.linearEffect(0, 2, 3);
      assertEquals(last, WorstCase.linearEffect(problem, 0, 0, 2, 3), 1e-12);
      for (double rho : new double[] {1e-3, 0.1, 1, 10, 1e4}) {
        double worst = WorstCase.linearEffect(problem, rho, 0, 2, 3);
        assertTrue(worst <= last + 1e-12 && Double.isFinite(worst));
        last = worst;
      }
    }
  }

  @Test
  void emptySetHasNoWorstCase() {
    EffectProblem problem = RandomCase.of(2).problem(List.of(Tokens.none(5, 4)));
    assertEquals(0, WorstCase.linearEffect(problem, 1));
    assertEquals(0, WorstCase.linearEffect(problem, 1, 0));
    assertRefused("rho", () -> WorstCase.linearEffect(problem, -1, 0));
    assertRefused("set[0]", () -> WorstCase.linearEffect(problem, 1, 1));
  }

  @Test
  void robustObjectiveMixesMeanWorstCaseAndDeviation() {
    RandomCase random = RandomCase.of(3);
    List<Tokens> demonstrations = random.demonstrations(4);
    EffectProblem first = random.problem(demonstrations);
    EffectProblem second = random.problem(demonstrations);
    Effects effects = Effects.of(List.of(first, second), 1, 1);
    RobustObjective robust = new RobustObjective(effects, 0.25, 0.1, 2);
    int[] set = {0, 3};
    double mean = (first.linearEffect(set) + second.linearEffect(set)) / 2;
    double worst =
        (WorstCase.linearEffect(first, 0.1, set) + WorstCase.linearEffect(second, 0.1, set)) / 2;
    double deviation = Math.abs(first.linearEffect(set) - second.linearEffect(set)) / 2;
    double expected = 0.75 * mean + 0.25 * worst - 2 * deviation;
    assertEquals(expected, robust.value(set), 1e-12);
    for (int[] any : RandomCase.subsets(4)) {
      assertTrue(robust.value(any) <= robust.upperBound(any) + 1e-12);
    }
    assertRefused("theta", () -> new RobustObjective(effects, 1.1, 0, 0));
    assertRefused("rho", () -> new RobustObjective(effects, 1, -1, 0));
    assertRefused("z must", () -> new RobustObjective(effects, 1, 0, Double.NaN));
  }

  @Test
  void robustSelectionPrefersWhatHelpsWhateverTheShift() {
    for (int seed = 0; seed < 20; seed++) {
      Effects effects = Effects.of(RandomCase.of(seed).problem(8));
      SetObjective robust = new RobustObjective(effects, 1, 0.3, 0);
      int[] plain = Selector.bestLinear(effects, Limits.atMost(3));
      int[] found = Selector.select(effects, robust, Limits.atMost(3));
      assertTrue(robust.value(found) >= Math.max(0, robust.value(plain)) - 1e-12);
    }
  }
}
