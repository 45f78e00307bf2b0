package dev.lrgd.dual;

import static dev.lrgd.dual.DualStateTest.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class RedundancyTest {
  private static final Kernel KERNEL = new Kernel(0.7);

  @Test
  void overlapIsTheCosineOfTheExplicitGradients() {
    for (int seed = 0; seed < 20; seed++) {
      List<Tokens> demonstrations = RandomCase.of(seed).demonstrations(4);
      double[][] gradients = explicitGradients(demonstrations);
      Redundancy redundancy = Redundancy.of(KERNEL, demonstrations);
      for (int d = 0; d < 4; d++) {
        for (int e = 0; e < 4; e++) {
          double cosine =
              Vectors.dot(gradients[d], gradients[e])
                  / Math.sqrt(
                      Vectors.dot(gradients[d], gradients[d])
                          * Vectors.dot(gradients[e], gradients[e]));
          assertEquals(cosine, redundancy.overlap(d, e), 1e-10);
        }
      }
    }
  }

  /** sum_i w_i [v_i - m; 1] phi~(k_i)^T of every demonstration, flattened. */
  private static double[][] explicitGradients(List<Tokens> demonstrations) {
    List<double[]> points = new ArrayList<>();
    double[] mean = new double[demonstrations.get(0).valueDimension()];
    for (Tokens tokens : demonstrations) {
      for (int i = 0; i < tokens.size(); i++) {
        points.add(RandomCase.doubles(tokens.key(i)));
        tokens.addValue(mean, 1, i);
      }
    }
    double[][] features = ReferenceDual.features(KERNEL.scale(), points.toArray(double[][]::new));
    double[][] gradients = new double[demonstrations.size()][];
    int point = 0;
    for (int d = 0; d < gradients.length; d++) {
      Tokens tokens = demonstrations.get(d);
      gradients[d] = new double[(mean.length + 1) * features.length];
      for (int i = 0; i < tokens.size(); i++, point++) {
        double[] feature = features[point];
        double norm = Math.sqrt(Vectors.dot(feature, feature));
        for (int r = 0; r <= mean.length; r++) {
          double v = r == mean.length ? 1 : tokens.value(i)[r] - mean[r] / points.size();
          for (int c = 0; c < feature.length; c++) {
            gradients[d][r * feature.length + c] +=
                Math.exp(tokens.logWeight(i)) * v * feature[c] / norm;
          }
        }
      }
    }
    return gradients;
  }

  @Test
  void overlapDoesNotDependOnWeightNormOrOrder() {
    RandomCase random = RandomCase.of(1);
    Tokens first = random.tokens(2);
    Tokens second = random.tokens(2);
    List<Tokens> plain = List.of(first, second, random.tokens(2));
    List<Tokens> weighted = List.of(first.weighted(900), second.weighted(-900), plain.get(2));
    double overlap = Redundancy.of(KERNEL, plain).overlap(0, 1);
    assertEquals(overlap, Redundancy.of(KERNEL, weighted).overlap(0, 1), 1e-12);
    assertEquals(overlap, Redundancy.of(KERNEL, plain).overlap(1, 0));
  }

  @Test
  void copiesOverlapFullyAndEmptyDemonstrationsNotAtAll() {
    RandomCase random = RandomCase.of(2);
    Tokens one = random.tokens(2, 1e15);
    Redundancy redundancy =
        Redundancy.of(KERNEL, List.of(one, one.weighted(3), random.tokens(1), Tokens.none(5, 4)));
    assertEquals(1, redundancy.overlap(0, 1), 1e-12);
    assertEquals(1, redundancy.overlap(2, 2));
    assertEquals(0, redundancy.overlap(0, 2), 1e-12);
    assertEquals(0, redundancy.overlap(0, 3));
    assertEquals(0, Redundancy.of(KERNEL, List.of()).size());
  }

  @Test
  void logDetIsThatOfTheMatrix() {
    Redundancy redundancy = Redundancy.of(KERNEL, RandomCase.of(3).demonstrations(3));
    double c = redundancy.overlap(0, 2) / 0.5;
    assertEquals(Math.log(9 - c * c), redundancy.logDet(0.5, 0, 2), 1e-12);
    assertEquals(Math.log(3), redundancy.logDet(0.5, 1), 1e-12);
    assertEquals(0, redundancy.logDet(0.5));
  }

  @Test
  void penaltyIsOverlapsAndVolume() {
    Redundancy redundancy = Redundancy.of(KERNEL, RandomCase.of(4).demonstrations(3));
    double sum = 0;
    for (int[] pair : new int[][] {{0, 1}, {0, 2}, {1, 2}}) {
      sum += Math.max(0, redundancy.overlap(pair[0], pair[1]));
    }
    double expected = 0.3 * redundancy.logDet(0.5, 0, 1, 2) - 2 * sum;
    assertEquals(expected, redundancy.penalty(2, 0.3, 0.5).value(0, 1, 2), 1e-12);
    assertEquals(0, redundancy.penalty(2, 0.3, 0.5).value());
  }

  @Test
  void boundOfJoiningIsNeverBelowThePenalty() {
    for (int seed = 0; seed < 50; seed++) {
      RandomCase random = RandomCase.of(seed);
      SetObjective penalty = Redundancy.of(KERNEL, random.demonstrations(5)).penalty(0.4, 0.6, 0.3);
      for (int[] base : RandomCase.subsets(5)) {
        double[] bounds = penalty.upperBounds(base, 5);
        for (int d = 0; d < 5; d++) {
          if (Arrays.binarySearch(base, d) < 0) {
            int[] more = Arrays.copyOf(base, base.length + 1);
            more[base.length] = d;
            assertTrue(penalty.value(more) <= bounds[d] + 1e-12);
          }
        }
      }
    }
  }

  @Test
  void selectionWithAPenaltyDoesNotTakeACopy() {
    // Demonstration 0 twice is the best pair without the penalty; 2 is weaker but different.
    VectorTable keys = VectorTable.of(1, 0, 0, 9);
    VectorTable values = VectorTable.of(1, 1, 1, 0.9f);
    List<Tokens> demonstrations = new ArrayList<>();
    for (int d = 0; d < 3; d++) {
      demonstrations.add(Tokens.of(keys, new int[] {d}, values, new int[] {d}, new double[1]));
    }
    Candidates candidates =
        Candidates.of(VectorTable.of(1, -1, 1), new int[] {0, 1}, new double[2], 1);
    Tokens own = Tokens.of(VectorTable.of(1, 0f), VectorTable.of(1, 0f), 2);
    Effects effects =
        Effects.of(
            EffectProblem.of(
                KERNEL, own, demonstrations, new float[1], ListwiseLoss.of(candidates, 1)));
    assertArrayEquals(new int[] {0, 1}, Selector.select(effects, Limits.atMost(2)));
    SetObjective diverse = effects.plus(Redundancy.of(KERNEL, demonstrations).penalty(0.1, 0, 1));
    int[] found = Selector.select(effects, diverse, Limits.atMost(2));
    assertArrayEquals(new int[] {0, 2}, found);
  }

  @Test
  void selectionWithAPenaltyMostlyReachesTheBruteForceOptimum() {
    int optimal = 0;
    for (int seed = 0; seed < 50; seed++) {
      RandomCase random = RandomCase.of(seed);
      List<Tokens> demonstrations = random.demonstrations(7);
      Effects effects = Effects.of(random.problem(demonstrations));
      SetObjective objective =
          effects.plus(Redundancy.of(KERNEL, demonstrations).penalty(0.2, 0.1, 0.5));
      Limits limits = Limits.atMost(3);
      double best =
          RandomCase.subsets(7).stream()
              .filter(limits::allow)
              .mapToDouble(objective::value)
              .max()
              .orElseThrow();
      optimal += objective.value(Selector.select(effects, objective, limits)) > best - 1e-9 ? 1 : 0;
    }
    assertTrue(optimal >= 45, "optimal in " + optimal + " of 50");
  }

  @Test
  void wrongNumbersAreRefusedByName() {
    RandomCase random = RandomCase.of(6);
    Redundancy redundancy = Redundancy.of(KERNEL, random.demonstrations(2));
    assertRefused("demonstration", () -> redundancy.overlap(0, 2));
    assertRefused("variance", () -> redundancy.logDet(0, 0));
    assertRefused("mu", () -> redundancy.penalty(-1, 0, 1));
    assertRefused("nu", () -> redundancy.penalty(0, Double.NaN, 1));
    assertRefused(
        "value dimension of demonstration 1",
        () -> Redundancy.of(KERNEL, List.of(random.tokens(1), Tokens.none(5, 3))));
    assertRefused(
        "key dimension of demonstration 1",
        () -> Redundancy.of(KERNEL, List.of(random.tokens(1), Tokens.none(4, 4))));
  }
}
