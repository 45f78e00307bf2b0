package dev.lrgd.dual;

import static dev.lrgd.dual.DualStateTest.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EffectProblemTest {
  private static final Kernel KERNEL = new Kernel(0.9);
  private static final double FLOAT = 1e-6;

  @Test
  void effectIsTheDropOfTheLossOfTheRealAttentionOutput() {
    for (int seed = 0; seed < 30; seed++) {
      RandomCase random = RandomCase.of(seed);
      List<Tokens> demonstrations = random.demonstrations(4);
      Tokens own = random.tokens(3);
      float[] query = random.query();
      ListwiseLoss loss = random.loss(6);
      EffectProblem problem = EffectProblem.of(KERNEL, own, demonstrations, query, loss);
      DualState prior = DualState.read(KERNEL, own, query);
      double[] u = loss.negativeGradient(prior.output());
      for (int[] set : RandomCase.subsets(4)) {
        DualModel model = DualModel.zeroShot(prior);
        for (int d : set) {
          model = model.plus(DualState.read(KERNEL, demonstrations.get(d), query));
        }
        double[] step = model.output();
        Vectors.axpy(-1, prior.output(), step);
        assertEquals(
            loss.value(prior.output()) - loss.value(model.output()), problem.effect(set), 1e-12);
        assertEquals(Vectors.dot(u, step), problem.linearEffect(set), 1e-12);
        assertEquals(model.mass(), problem.mass(set), 1e-14);
      }
    }
  }

  @Test
  void linearEffectIsTheDerivativeOfTheEffectInTheWeights() {
    RandomCase random = RandomCase.of(3);
    List<Tokens> demonstrations = random.demonstrations(1);
    Tokens own = random.tokens(3);
    float[] query = random.query();
    ListwiseLoss loss = random.loss(6);
    double h = 1e-6;
    List<Tokens> small = List.of(demonstrations.get(0).weighted(Math.log(h)));
    double slope = EffectProblem.of(KERNEL, own, small, query, loss).effect(0) / h;
    EffectProblem problem = EffectProblem.of(KERNEL, own, demonstrations, query, loss);
    assertEquals(problem.alignment(0), slope, 1e-5 * Math.abs(slope));
  }

  @Test
  void sandwichIsNeverViolated() {
    for (int seed = 0; seed < 300; seed++) {
      EffectProblem problem = RandomCase.of(seed).problem(4);
      for (int[] set : RandomCase.subsets(4)) {
        double effect = problem.effect(set);
        assertTrue(effect <= problem.linearEffect(set) + 1e-12, "above the upper bound");
        assertTrue(effect >= problem.lowerBound(set) - 1e-12, "below the certificate");
      }
    }
  }

  @Test
  void certificateIsTightForASmallStep() {
    RandomCase random = RandomCase.of(5);
    List<Tokens> small = List.of(random.tokens(2).weighted(-12));
    EffectProblem problem = random.problem(small);
    assertEquals(problem.effect(0), problem.lowerBound(0), 1e-3 * Math.abs(problem.effect(0)));
  }

  @Test
  void marginalAndLeaveOneOutAreDifferencesOfTheEffects() {
    for (int seed = 0; seed < 50; seed++) {
      EffectProblem problem = RandomCase.of(seed).problem(5);
      int[] set = {3, 0, 4};
      int[] more = {3, 0, 4, 1};
      double gain = problem.linearEffect(more) - problem.linearEffect(set);
      assertEquals(gain, problem.marginal(set, 1), 1e-12);
      assertEquals(gain, problem.leaveOneOut(more, 1), 1e-12);
      double exact = problem.effect(more) - problem.effect(set);
      assertEquals(exact, problem.exactMarginal(set, 1), 1e-12);
      assertEquals(exact, problem.exactLeaveOneOut(more, 1), 1e-12);
      assertEquals(gain > 0, problem.direction(1) > problem.linearEffect(set));
    }
  }

  @Test
  void orderOfASetDoesNotMatter() {
    EffectProblem problem = RandomCase.of(6).problem(4);
    assertEquals(problem.effect(0, 2, 3), problem.effect(3, 0, 2), 1e-14);
  }

  @Test
  void returnsCanIncreaseSoTheEffectIsNotSubmodular() {
    // Z_T = 1, a = (-3, 1), b = (1, 1): demonstration 1 gains 0.5 alone and 0.833 after 0.
    EffectProblem problem = linearWorld(0, new double[] {-3, 1}, new double[] {1, 1});
    assertEquals(0.5, problem.marginal(new int[0], 1), FLOAT);
    assertEquals(-2 / 3. + 1.5, problem.marginal(new int[] {0}, 1), FLOAT);
  }

  /** One own token and demonstrations of chosen a and b = mass, Z_T = 1. */
  static EffectProblem linearWorld(double logPrior, double[] a, double[] b) {
    // Two candidates at -4 and 4 and the target the second: p = 1/2 at o_T = 0, so u = 4.
    VectorTable items = VectorTable.of(1, -4, 4);
    Candidates candidates = Candidates.of(items, new int[] {0, 1}, new double[2], 1);
    VectorTable key = VectorTable.of(1, 0);
    List<Tokens> demonstrations = new ArrayList<>();
    for (int d = 0; d < a.length; d++) {
      VectorTable value = VectorTable.of(1, (float) (a[d] / b[d] / 4));
      demonstrations.add(Tokens.of(key, value, Math.log(b[d])));
    }
    Tokens own = Tokens.of(key, VectorTable.of(1, 0), logPrior);
    ListwiseLoss loss = ListwiseLoss.of(candidates, 1);
    return EffectProblem.of(new Kernel(1), own, demonstrations, new float[1], loss);
  }

  @Test
  void returnsDiminishAlongImprovingChains() {
    // If F(B) >= F(A), A in B, and r_d >= F(B), then d gains no more at B than at A.
    Random random = new Random(7);
    int checked = 0;
    for (int trial = 0; trial < 3000; trial++) {
      EffectProblem problem =
          linearWorld(0, random.doubles(3, -3, 3).toArray(), random.doubles(3, 0.1, 2).toArray());
      double atEmpty = problem.linearEffect();
      double atOne = problem.linearEffect(0);
      if (atOne >= atEmpty && problem.direction(1) >= atOne) {
        assertTrue(problem.marginal(new int[] {0}, 1) <= problem.marginal(new int[0], 1) + 1e-12);
        checked++;
      }
    }
    assertTrue(checked > 300, "chains checked: " + checked);
  }

  @Test
  void alignmentsScaledByThePriorShareSumToTheLinearEffect() {
    EffectProblem problem = RandomCase.of(8).problem(4);
    int[] set = {0, 2, 3};
    double sum = problem.alignment(0) + problem.alignment(2) + problem.alignment(3);
    assertEquals((1 - problem.mass(set)) * sum, problem.linearEffect(set), 1e-12);
  }

  @Test
  void emptySetHasNoEffect() {
    EffectProblem problem = RandomCase.of(9).problem(2);
    assertEquals(0, problem.effect());
    assertEquals(0, problem.linearEffect());
    assertEquals(0, problem.lowerBound());
    assertEquals(0, problem.mass());
    assertEquals(0, RandomCase.of(9).problem(0).effect());
  }

  @Test
  void demonstrationWithoutTokensChangesNothing() {
    RandomCase random = RandomCase.of(10);
    List<Tokens> demonstrations = List.of(Tokens.none(5, 4), random.tokens(2));
    EffectProblem problem = random.problem(demonstrations);
    assertEquals(0, problem.effect(0));
    assertEquals(0, problem.direction(0));
    assertEquals(problem.effect(1), problem.effect(0, 1), 1e-15);
  }

  @Test
  void withoutOwnTokensTheFirstDemonstrationReplacesTheZeroOutput() {
    RandomCase random = RandomCase.of(11);
    List<Tokens> demonstrations = random.demonstrations(2);
    float[] query = random.query();
    ListwiseLoss loss = random.loss(6);
    EffectProblem problem =
        EffectProblem.of(KERNEL, Tokens.none(5, 4), demonstrations, query, loss);
    double[] output = DualState.read(KERNEL, demonstrations.get(0), query).output();
    assertEquals(loss.value(new double[4]) - loss.value(output), problem.effect(0), 1e-12);
    assertEquals(problem.direction(0), problem.linearEffect(0), 1e-15);
    assertEquals(1, problem.mass(0));
  }

  @Test
  void massesFarApartKeepTheirEffects() {
    RandomCase random = RandomCase.of(12);
    List<Tokens> demonstrations =
        List.of(random.tokens(2).weighted(2000), random.tokens(2).weighted(-2000));
    EffectProblem problem = random.problem(demonstrations);
    assertEquals(problem.direction(0), problem.linearEffect(0), 1e-12);
    assertEquals(0, problem.linearEffect(1), 1e-300);
    assertEquals(problem.effect(0), problem.effect(0, 1), 1e-12);
  }

  @Test
  void wrongSetsAndShapesAreRefusedByName() {
    RandomCase random = RandomCase.of(13);
    EffectProblem problem = random.problem(3);
    assertRefused("set[0]", () -> problem.effect(3));
    assertRefused("set[1]", () -> problem.effect(0, -1));
    assertRefused("twice", () -> problem.linearEffect(1, 2, 1));
    assertRefused("twice", () -> problem.marginal(new int[] {1}, 1));
    assertRefused("without demonstration 2", () -> problem.leaveOneOut(new int[] {1}, 2));
    assertRefused("demonstration", () -> problem.direction(-1));
    float[] nan = {0, 0, Float.NaN, 0, 0};
    ListwiseLoss loss = random.loss(3);
    assertRefused(
        "query[2]", () -> EffectProblem.of(KERNEL, Tokens.none(5, 4), List.of(), nan, loss));
    assertRefused(
        "value dimension of demonstration 1",
        () -> random.problem(List.of(random.tokens(1), Tokens.none(5, 3))));
  }
}
