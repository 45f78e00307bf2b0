package dev.lrgd.dual;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The identity itself: attention with demonstrations is a dual model after gradient descent. */
class ReferenceDualTest {
  private static final double SCALE = 0.5;

  /** Own tokens 0..2, demonstrations 3..6, and the query last among the points with features. */
  private static final class Explicit {
    final double[][] keys;
    final double[][] values;
    final double[] query;
    final double[][] lifted;
    final double[][] features;

    Explicit(long seed) {
      RandomCase random = RandomCase.of(seed);
      keys = RandomCase.doubles(random.table(7, 5, 2));
      values = RandomCase.doubles(random.table(7, 4, 1));
      query = RandomCase.doubles(random.query());
      double[][] points = Arrays.copyOf(keys, 8);
      points[7] = query;
      features = ReferenceDual.features(SCALE, points);
      lifted = Arrays.stream(values).map(ReferenceDual::lift).toArray(double[][]::new);
    }

    double[][] prior() {
      return step(new double[5][8], 0, 3, 1);
    }

    double[][] step(double[][] weights, int from, int to, double eta) {
      double[][] targets = Arrays.copyOfRange(lifted, from, to);
      return ReferenceDual.gradientStep(
          weights, targets, Arrays.copyOfRange(features, from, to), eta);
    }

    double[] output(double[][] weights) {
      return ReferenceDual.readout(ReferenceDual.read(weights, features[7]));
    }

    double[] attention(double... weights) {
      int n = weights.length;
      double[] logWeights = Arrays.stream(weights).map(Math::log).toArray();
      return ReferenceDual.attention(
          SCALE, Arrays.copyOf(keys, n), Arrays.copyOf(values, n), logWeights, query);
    }
  }

  @Test
  void oneGradientStepOnTheDemonstrationsIsAttentionOverThem() {
    for (int seed = 0; seed < 20; seed++) {
      Explicit world = new Explicit(seed);
      double[][] prior = world.prior();
      assertArrayEquals(world.attention(1, 1, 1), world.output(prior), 1e-10);
      double[] after = world.output(world.step(prior, 3, 7, 1));
      assertArrayEquals(world.attention(1, 1, 1, 1, 1, 1, 1), after, 1e-10);
    }
  }

  @Test
  void anySplitOfTheLearningRateGivesTheSame() {
    Explicit world = new Explicit(1);
    double[][] weights = world.prior();
    for (double eta : new double[] {0.5, 0.3, 0.15, 0.05}) {
      weights = world.step(weights, 3, 7, eta);
    }
    assertArrayEquals(world.attention(1, 1, 1, 1, 1, 1, 1), world.output(weights), 1e-10);
  }

  @Test
  void demonstrationsMayStepInAnyOrder() {
    Explicit world = new Explicit(2);
    double[][] weights = world.prior();
    for (int d : new int[] {5, 3, 6, 4}) {
      weights = world.step(weights, d, d + 1, 1);
    }
    assertArrayEquals(world.attention(1, 1, 1, 1, 1, 1, 1), world.output(weights), 1e-10);
  }

  @Test
  void learningRateIsAnAttentionWeight() {
    Explicit world = new Explicit(3);
    double[][] weights = world.step(world.step(world.prior(), 3, 5, 0.25), 5, 7, 3);
    assertArrayEquals(world.attention(1, 1, 1, 0.25, 0.25, 3, 3), world.output(weights), 1e-10);
  }

  @Test
  void lossIsLinearSoItsGradientIsTheSameEverywhere() {
    Explicit world = new Explicit(4);
    double[][] zero = new double[5][8];
    double[][] fromZero = world.step(zero, 3, 7, 1);
    double[][] prior = world.prior();
    double[][] fromPrior = world.step(prior, 3, 7, 1);
    for (int r = 0; r < 5; r++) {
      for (int c = 0; c < 8; c++) {
        assertEquals(fromZero[r][c], fromPrior[r][c] - prior[r][c], 1e-11);
      }
    }
  }

  @Test
  void featuresHaveTheKernelAsInnerProductAlsoForRepeatedPoints() {
    double[][] points = {{1, 0}, {0.5, -1}, {1, 0}, {0, 0}};
    double[][] features = ReferenceDual.features(SCALE, points);
    for (int i = 0; i < 4; i++) {
      for (int j = 0; j < 4; j++) {
        double kernel = Math.exp(SCALE * Vectors.dot(points[i], points[j]));
        assertEquals(kernel, Vectors.dot(features[i], features[j]), 1e-12);
      }
    }
  }

  @Test
  void rotaryCausalAttentionInGroupsIsOneStatePerGroupReadByEveryHead() {
    // Two heads share keys and values (grouped queries). Positions rotate keys and queries; a token
    // sees those before it, and only offsets of positions matter.
    RandomCase random = new RandomCase(5, 4, 3);
    double[][] keys = RandomCase.doubles(random.table(6, 4, 2));
    VectorTable values = random.table(6, 3, 1);
    double[][][] heads = {
      RandomCase.doubles(random.table(6, 4, 2)), RandomCase.doubles(random.table(6, 4, 2))
    };
    for (int t = 0; t < 6; t++) {
      int[] seen = IntStream.rangeClosed(0, t).toArray();
      Tokens group = Tokens.of(rotated(keys), seen, values, seen, new double[t + 1]);
      for (double[][] queries : heads) {
        DualState state = DualState.read(new Kernel(0.5), group, rotated(queries).row(t));
        assertArrayEquals(
            rotaryAttention(keys, RandomCase.doubles(values), queries[t], t), state.output(), 1e-6);
      }
    }
  }

  /** Attention from the definition, with keys turned by their offset to the query. */
  private static double[] rotaryAttention(
      double[][] keys, double[][] values, double[] query, int t) {
    double[][] turned = new double[t + 1][];
    Arrays.setAll(turned, j -> rotate(keys[j], j - t));
    return ReferenceDual.attention(
        0.5, turned, Arrays.copyOf(values, t + 1), new double[t + 1], query);
  }

  private static VectorTable rotated(double[][] rows) {
    float[] data = new float[rows.length * 4];
    for (int p = 0; p < rows.length; p++) {
      double[] turned = rotate(rows[p], p);
      for (int i = 0; i < 4; i++) {
        data[p * 4 + i] = (float) turned[i];
      }
    }
    return VectorTable.of(4, data);
  }

  private static double[] rotate(double[] x, int position) {
    double[] y = new double[4];
    for (int pair = 0; pair < 2; pair++) {
      double angle = position * Math.pow(100, -pair / 2.);
      double a = x[2 * pair];
      double b = x[2 * pair + 1];
      y[2 * pair] = a * Math.cos(angle) - b * Math.sin(angle);
      y[2 * pair + 1] = a * Math.sin(angle) + b * Math.cos(angle);
    }
    return y;
  }
}
