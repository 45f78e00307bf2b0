package dev.lrgd.dual;

import static dev.lrgd.dual.DualStateTest.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SelectorTest {
  @Test
  void dinkelbachFindsTheBruteForceOptimum() {
    Random random = new Random(1);
    for (int trial = 0; trial < 400; trial++) {
      double[] a = random.doubles(9, -2, 2).toArray();
      double[] b = random.doubles(9, 0, 2).toArray();
      double prior = trial % 10 == 0 ? 0 : random.nextDouble() * 3;
      Limits limits = Limits.atMost(random.nextInt(6));
      int[] found = Dinkelbach.maximise(a, b, prior, limits);
      assertTrue(limits.allow(found));
      assertEquals(bruteForce(a, b, prior, limits), ratio(a, b, prior, found), 1e-12);
    }
  }

  @Test
  void dinkelbachFindsTheBruteForceOptimumWithinABudget() {
    Random random = new Random(2);
    for (int trial = 0; trial < 400; trial++) {
      double[] a = random.doubles(9, -1, 3).toArray();
      double[] b = random.doubles(9, 0, 2).toArray();
      double prior = random.nextDouble() * 3;
      Limits limits =
          Limits.atMost(1 + random.nextInt(8))
              .within(random.nextInt(40), random.ints(9, 0, 20).toArray());
      int[] found = Dinkelbach.maximise(a, b, prior, limits);
      assertTrue(limits.allow(found));
      assertEquals(bruteForce(a, b, prior, limits), ratio(a, b, prior, found), 1e-12);
    }
  }

  private static double bruteForce(double[] a, double[] b, double prior, Limits limits) {
    return RandomCase.subsets(a.length).stream()
        .filter(limits::allow)
        .mapToDouble(set -> ratio(a, b, prior, set))
        .max()
        .orElseThrow();
  }

  private static double ratio(double[] a, double[] b, double prior, int[] set) {
    double gain = Arrays.stream(set).mapToDouble(d -> a[d]).sum();
    double mass = prior + Arrays.stream(set).mapToDouble(d -> b[d]).sum();
    return set.length == 0 ? 0 : gain / mass;
  }

  @Test
  void rankingSingleDemonstrationsCanMissAlmostEverything() {
    // The heavy demonstration looks best alone and drowns the light, better one.
    double[] a = {10, 9.9, 0.5, 0.5};
    double[] b = {100, 100, 0.01, 0.01};
    double prior = 0.05;
    int[] found = Dinkelbach.maximise(a, b, prior, Limits.atMost(2));
    assertArrayEquals(new int[] {2, 3}, found);
    assertTrue(ratio(a, b, prior, new int[] {0, 1}) < 0.04 * ratio(a, b, prior, found));
  }

  @Test
  void tiesGoToTheSmallerIndex() {
    double[] same = {1, 1, 1, 1};
    assertArrayEquals(new int[] {0, 1}, Dinkelbach.maximise(same, same, 1, Limits.atMost(2)));
    assertArrayEquals(
        new int[] {0, 1},
        Dinkelbach.maximise(same, same, 1, Limits.atMost(3).within(2, 1, 1, 1, 1)));
  }

  @Test
  void nothingIsChosenWhereNothingHelpsOrNothingFits() {
    double[] one = {1};
    assertEquals(0, Dinkelbach.maximise(new double[] {-1}, one, 1, Limits.atMost(3)).length);
    assertEquals(0, Dinkelbach.maximise(new double[] {0}, one, 1, Limits.atMost(3)).length);
    assertEquals(0, Dinkelbach.maximise(one, one, 1, Limits.atMost(0)).length);
    assertEquals(0, Dinkelbach.maximise(one, one, 1, Limits.atMost(1).within(1, 2)).length);
    assertEquals(1, Dinkelbach.maximise(one, one, 1, Limits.atMost(1).within(2, 2)).length);
    assertEquals(1, Dinkelbach.maximise(one, one, 1, Limits.atMost(1).within(0, 0)).length);
    double[] none = {};
    assertEquals(0, Dinkelbach.maximise(none, none, 0, Limits.atMost(1)).length);
  }

  @Test
  void bestLinearIsTheOptimumOfOneProblem() {
    for (int seed = 0; seed < 100; seed++) {
      Effects effects = Effects.of(RandomCase.of(seed).problem(8));
      Limits limits = Limits.atMost(3);
      double best =
          RandomCase.subsets(8).stream()
              .filter(limits::allow)
              .mapToDouble(effects::linearEffect)
              .max()
              .orElseThrow();
      assertEquals(best, effects.linearEffect(Selector.bestLinear(effects, limits)), 1e-12);
    }
  }

  @Test
  void selectionForSeveralTargetsReachesTheBruteForceOptimumAlmostAlways() {
    int optimal = 0;
    double share = 0;
    for (int seed = 0; seed < 200; seed++) {
      Effects effects = severalTargets(seed, 8);
      Limits limits =
          seed % 2 == 0 ? Limits.atMost(3) : Limits.atMost(3).within(10, 3, 4, 5, 2, 6, 3, 4, 5);
      double best =
          RandomCase.subsets(8).stream()
              .filter(limits::allow)
              .mapToDouble(effects::value)
              .max()
              .orElseThrow();
      int[] found = Selector.select(effects, limits);
      assertTrue(limits.allow(found));
      assertTrue(effects.value(found) >= 0);
      optimal += effects.value(found) >= best - 1e-9 ? 1 : 0;
      share += best > 1e-9 ? effects.value(found) / best : 1;
    }
    assertTrue(optimal >= 190, "optimal in " + optimal + " of 200");
    assertTrue(share / 200 > 0.99, "mean share of the optimum " + share / 200);
  }

  private static Effects severalTargets(long seed, int demonstrations) {
    RandomCase random = RandomCase.of(seed);
    List<Tokens> tokens = random.demonstrations(demonstrations);
    List<EffectProblem> problems = new ArrayList<>();
    for (int p = 0; p < 4; p++) {
      problems.add(random.problem(tokens));
    }
    return Effects.of(problems, 1, 2, 0, 0.5);
  }

  @Test
  void localSearchEndsWhereNoSingleChangeImproves() {
    for (int seed = 0; seed < 30; seed++) {
      Effects effects = severalTargets(seed, 7);
      int[] found = new LocalSearch(effects, Limits.atMost(3), 7, 0, 1, 2).climb().set();
      double value = effects.value(found);
      for (int[] other : RandomCase.subsets(7)) {
        if (other.length <= 3 && isNeighbour(found, other)) {
          assertTrue(effects.value(other) <= value + 1e-12);
        }
      }
    }
  }

  @Test
  void localSearchGivesUpWhenLooseBoundsPromiseInVain() {
    int[] evaluations = {0};
    SetObjective vain =
        new SetObjective() {
          @Override
          public double value(int... set) {
            evaluations[0]++;
            return 0;
          }

          @Override
          public double upperBound(int... set) {
            return 1;
          }
        };
    new LocalSearch(vain, Limits.atMost(2), 100).climb();
    assertEquals(1 + LocalSearch.PATIENCE, evaluations[0]);
  }

  private static boolean isNeighbour(int[] set, int[] other) {
    long shared =
        Arrays.stream(set).filter(d -> Arrays.stream(other).anyMatch(e -> e == d)).count();
    return set.length - shared <= 1 && other.length - shared <= 1;
  }

  @Test
  void meanLinearEffectFromScaledMassesIsTheMeanOfTheLinearEffects() {
    for (int seed = 0; seed < 30; seed++) {
      Effects effects = severalTargets(seed, 4);
      for (int[] set : RandomCase.subsets(4)) {
        assertEquals(effects.linearEffect(set), effects.upperBound(set), 1e-12);
        assertTrue(effects.value(set) <= effects.upperBound(set) + 1e-12);
        double[] joining = effects.upperBounds(set, 4);
        for (int d = 0; d < 4; d++) {
          if (Arrays.binarySearch(set, d) < 0) {
            int[] more = Arrays.copyOf(set, set.length + 1);
            more[set.length] = d;
            assertEquals(effects.upperBound(more), joining[d], 1e-12);
          }
        }
      }
    }
  }

  @Test
  void confidenceBoundIsMeanLessDeviationOverTheProblems() {
    EffectProblem first = RandomCase.of(1).problem(2);
    EffectProblem second = RandomCase.of(2).problem(2);
    Effects effects = Effects.of(List.of(first, second), 3, 3);
    double x = first.lowerBound(0);
    double y = second.lowerBound(0);
    assertEquals((x + y) / 2, effects.lowerConfidenceBound(0, 0), 1e-14);
    assertEquals(
        (x + y) / 2 - 1.5 * Math.abs(x - y) / 2, effects.lowerConfidenceBound(1.5, 0), 1e-14);
  }

  @Test
  void promptOrderPutsTheBestDirectionLast() {
    double[] a = {0.5, -1, 2, 0.5};
    double[] b = {1, 1, 1, 1};
    Effects effects = Effects.of(EffectProblemTest.linearWorld(0, a, b));
    assertArrayEquals(new int[] {1, 0, 3, 2}, effects.inPromptOrder(3, 2, 1, 0));
  }

  @Test
  void selectionWithoutOwnTokensTakesTheBestDirection() {
    RandomCase random = RandomCase.of(3);
    List<Tokens> demonstrations = random.demonstrations(6);
    EffectProblem problem =
        EffectProblem.of(
            new Kernel(1), Tokens.none(5, 4), demonstrations, random.query(), random.loss(6));
    Effects effects = Effects.of(problem);
    int best = 0;
    for (int d = 1; d < 6; d++) {
      best = problem.direction(d) > problem.direction(best) ? d : best;
    }
    assertArrayEquals(new int[] {best}, Selector.bestLinear(effects, Limits.atMost(3)));
  }

  @Test
  void selectionFindsADemonstrationWhoseMassVanishesBesideAnother() {
    // Nobody's own tokens; 0 does harm with e^3000 times the mass of 1, which helps alone.
    VectorTable key = VectorTable.of(1, 0);
    Candidates candidates =
        Candidates.of(VectorTable.of(1, -1, 1), new int[] {0, 1}, new double[2], 1);
    List<Tokens> demonstrations =
        List.of(
            Tokens.of(key, VectorTable.of(1, -1), 3000), Tokens.of(key, VectorTable.of(1, 1), 0));
    EffectProblem problem =
        EffectProblem.of(
            new Kernel(1),
            Tokens.none(1, 1),
            demonstrations,
            new float[1],
            ListwiseLoss.of(candidates, 1));
    assertArrayEquals(new int[] {1}, Selector.select(Effects.of(problem), Limits.atMost(2)));
  }

  @Test
  void selectionSurvivesMassesFarApartAndIdenticalDemonstrations() {
    RandomCase random = RandomCase.of(4);
    Tokens same = random.tokens(2);
    List<Tokens> demonstrations =
        List.of(same, same, same.weighted(3000), same.weighted(-3000), Tokens.none(5, 4));
    Effects effects = Effects.of(random.problem(demonstrations));
    int[] found = Selector.select(effects, Limits.atMost(2));
    assertTrue(effects.value(found) >= 0);
    assertArrayEquals(found, Selector.select(effects, Limits.atMost(2)));
  }

  @Test
  void wrongNumbersAreRefusedByName() {
    double[] one = {1};
    Limits limits = Limits.atMost(1);
    assertRefused("number of demonstrations", () -> Limits.atMost(-1));
    assertRefused("budget", () -> limits.within(-1, 1));
    assertRefused("cost of demonstration 1", () -> limits.within(1, 0, -1));
    assertRefused(
        "number of costs", () -> Dinkelbach.maximise(one, one, 1, limits.within(1, 1, 2)));
    assertRefused("mass[0]", () -> Dinkelbach.maximise(one, new double[] {-1}, 1, limits));
    assertRefused("gain[0]", () -> Dinkelbach.maximise(new double[] {0. / 0}, one, 1, limits));
    assertRefused("prior mass", () -> Dinkelbach.maximise(one, one, -1, limits));
    assertRefused("number of masses", () -> Dinkelbach.maximise(one, new double[2], 1, limits));
    EffectProblem problem = RandomCase.of(5).problem(2);
    assertRefused("number of problems", () -> Effects.of(List.of()));
    assertRefused("number of weights", () -> Effects.of(List.of(problem)));
    assertRefused("sum of the problems' weights", () -> Effects.of(List.of(problem), 0));
    assertRefused(
        "demonstrations of problem 1",
        () -> Effects.of(List.of(problem, RandomCase.of(5).problem(3)), 1, 1));
    assertRefused("z must", () -> Effects.of(problem).lowerConfidenceBound(-1, 0));
  }
}
