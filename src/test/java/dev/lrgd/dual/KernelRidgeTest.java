package dev.lrgd.dual;

import static dev.lrgd.dual.DualStateTest.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class KernelRidgeTest {
  private static final Kernel KERNEL = new Kernel(0.7);

  @Test
  void outputIsThatOfTheMinimiserFoundByGradientDescent() {
    RandomCase random = RandomCase.of(1);
    VectorTable keys = random.table(4, 5, 2);
    VectorTable values = random.table(4, 4, 1);
    float[] query = random.query();
    double alpha = 0.3;
    double[][] points = Arrays.copyOf(RandomCase.doubles(keys), 5);
    points[4] = RandomCase.doubles(query);
    double[][] features = ReferenceDual.features(KERNEL.scale(), points);
    for (double[] feature : features) {
      double norm = Math.sqrt(Vectors.dot(feature, feature));
      Arrays.setAll(feature, i -> feature[i] / norm);
    }
    double[][] weights = new double[4][5];
    for (int step = 0; step < 4000; step++) {
      descend(weights, RandomCase.doubles(values), features, alpha, 0.2);
    }
    double[] coefficients =
        KernelRidge.coefficients(KERNEL, Tokens.of(keys, values, new double[4]), query, alpha);
    double[] output = new double[4];
    for (int i = 0; i < 4; i++) {
      values.addTo(output, coefficients[i], i);
    }
    assertArrayEquals(ReferenceDual.read(weights, features[4]), output, 1e-10);
  }

  /** W -= eta (sum_i (W phi_i - v_i) phi_i^T + alpha W). */
  private static void descend(
      double[][] weights, double[][] values, double[][] features, double alpha, double eta) {
    for (int r = 0; r < weights.length; r++) {
      double[] gradient = new double[5];
      Vectors.axpy(alpha, weights[r], gradient);
      for (int i = 0; i < values.length; i++) {
        double error = Vectors.dot(weights[r], features[i]) - values[i][r];
        Vectors.axpy(error, features[i], gradient);
      }
      Vectors.axpy(-eta, gradient, weights[r]);
    }
  }

  @Test
  void copyAddsLittle() {
    // kappa~ = 0.6 between a key at the origin and the query.
    float[] query = {(float) Math.sqrt(-2 * Math.log(0.6))};
    VectorTable origin = VectorTable.of(1, 0, 0);
    Kernel one = new Kernel(1);
    Tokens single = Tokens.of(origin, new int[1], origin, new int[1], new double[1]);
    Tokens copies = Tokens.of(origin, origin, 0, 0);
    double[] alone = KernelRidge.coefficients(one, single, query, 0.25);
    double[] twice = KernelRidge.coefficients(one, copies, query, 0.25);
    assertEquals(0.48, alone[0], 1e-7);
    assertEquals(1.2 / 2.25, twice[0] + twice[1], 1e-7);
  }

  @Test
  void largeRidgeGivesTheAttentionWeights() {
    RandomCase random = RandomCase.of(2);
    VectorTable keys = random.table(3, 5, 1);
    float[] query = random.query();
    Tokens tokens = Tokens.of(keys, keys, new double[3]);
    double[] coefficients = KernelRidge.coefficients(KERNEL, tokens, query, 1e9);
    for (int i = 0; i < 3; i++) {
      double distance = 0;
      for (int j = 0; j < 5; j++) {
        distance += Math.pow(keys.row(i)[j] - query[j], 2);
      }
      assertEquals(Math.exp(-KERNEL.scale() * distance / 2), 1e9 * coefficients[i], 1e-6);
    }
  }

  @Test
  void noTokensHaveNoCoefficientsAndWrongNumbersAreRefused() {
    assertEquals(0, KernelRidge.coefficients(KERNEL, Tokens.none(2, 2), new float[2], 1).length);
    assertRefused(
        "alpha", () -> KernelRidge.coefficients(KERNEL, Tokens.none(2, 2), new float[2], 0));
    assertRefused(
        "length of the query",
        () -> KernelRidge.coefficients(KERNEL, Tokens.none(2, 2), new float[1], 1));
  }
}
