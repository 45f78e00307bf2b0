package dev.lrgd.dual;

import static dev.lrgd.dual.DualStateTest.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;

class RandomFeaturesTest {
  private static final Kernel KERNEL = new Kernel(0.5);
  private static final int D = 6;

  private final RandomCase random = new RandomCase(1, D, 3);
  private final float[] x = random.vector(D, 0.9);
  private final float[] y = random.vector(D, 0.9);

  /** Mean and variance over seeds of estimate / kernel. */
  private double[] moments(LongFunction<RandomFeatures> features, int draws) {
    double exact = KERNEL.log(Vectors.dot(x, y));
    double mean = 0;
    double second = 0;
    for (int seed = 0; seed < draws; seed++) {
      double ratio = Math.exp(features.apply(seed).logKernel(KERNEL, x, y) - exact);
      mean += ratio / draws;
      second += ratio * ratio / draws;
    }
    return new double[] {mean, second - mean * mean};
  }

  @Test
  void estimateIsUnbiasedWithTheStatedVarianceForEveryA() {
    for (double a : new double[] {0, -0.1, -0.3, 0.03}) {
      RandomFeatures any = RandomFeatures.of(D, 4, a, false, 0);
      double[] moments = moments(seed -> RandomFeatures.of(D, 4, a, false, seed), 60_000);
      double variance = any.relativeVariance(KERNEL, x, y);
      assertEquals(1, moments[0], 5 * Math.sqrt(variance / 60_000));
      assertEquals(variance, moments[1], 0.06 * variance);
    }
  }

  @Test
  void positiveFeaturesHaveThePublishedVariance() {
    double squared = 0;
    for (int i = 0; i < D; i++) {
      squared += KERNEL.scale() * Math.pow(x[i] + y[i], 2);
    }
    double variance = RandomFeatures.positive(D, 7, 1).relativeVariance(KERNEL, x, y);
    assertEquals(Math.expm1(squared) / 7, variance, 1e-12);
  }

  @Test
  void optimalAMinimisesTheVariance() {
    for (double phi : new double[] {0, 0.1, 0.5, 2, 20}) {
      double best = RandomFeatures.optimalA(phi);
      assertTrue(best <= 0);
      assertTrue(logMoment(best, phi) <= logMoment(best - 1e-3, phi));
      assertTrue(logMoment(best, phi) <= logMoment(best + 1e-3, phi));
    }
    assertEquals(0, RandomFeatures.optimalA(0));
  }

  /** (log of the second moment) / d, up to what does not depend on A. */
  private static double logMoment(double a, double phi) {
    double u = 1 - 8 * a;
    return Math.log((1 + u) / 2) - 0.5 * Math.log(u) + phi / u;
  }

  @Test
  void optimalOrthogonalFeaturesVaryLess() {
    double squared =
        KERNEL.scale() * (Vectors.dot(x, x) + 2 * Vectors.dot(x, y) + Vectors.dot(y, y));
    double plain = moments(seed -> RandomFeatures.positive(D, D, seed), 20_000)[1];
    double[] optimal = moments(seed -> RandomFeatures.optimal(D, D, squared, seed), 20_000);
    double independent =
        RandomFeatures.of(D, D, RandomFeatures.optimalA(squared / D), false, 1)
            .relativeVariance(KERNEL, x, y);
    assertEquals(1, optimal[0], 0.02);
    assertTrue(independent < plain);
    assertTrue(optimal[1] < independent, optimal[1] + " against " + independent);
  }

  @Test
  void aggregateReadsAsTheSumOverItsTokens() {
    Tokens tokens = random.tokens(4, 0.9);
    RandomFeatures features = RandomFeatures.positive(D, 32, 3);
    double[] lifted = new double[4];
    for (int i = 0; i < 4; i++) {
      double kernel = Math.exp(tokens.logWeight(i) + features.logKernel(KERNEL, tokens.key(i), x));
      double[] value = new double[3];
      tokens.addValue(value, 1, i);
      Vectors.axpy(kernel, ReferenceDual.lift(value), lifted);
    }
    DualState state = RandomFeatureState.of(features, KERNEL, tokens).read(x);
    assertArrayEquals(ReferenceDual.readout(lifted), state.output(), 1e-12);
    assertEquals(Math.log(lifted[3]), state.logMass(), 1e-12);
  }

  @Test
  void errorOfTheOutputFallsWithTheRootOfTheFeaturesAtSmallNorms() {
    double few = outputError(0.9, 16);
    double many = outputError(0.9, 1024);
    double slope = Math.log(many / few) / Math.log(1024 / 16.);
    assertTrue(slope < -0.4 && slope > -0.6, "slope " + slope);
  }

  @Test
  void atLargeNormsMoreFeaturesDoNotHelp() {
    double few = outputError(6, 16);
    double many = outputError(6, 1024);
    assertTrue(many > 0.3 * few, few + " to " + many);
  }

  /** Root mean squared error of the output over seeds, relative to the outputs. */
  private static double outputError(double norm, int features) {
    double error = 0;
    double scale = 0;
    for (int seed = 0; seed < 60; seed++) {
      RandomCase random = new RandomCase(seed, 16, 3);
      Kernel one = new Kernel(1);
      Tokens tokens = Tokens.of(random.table(8, 16, norm), random.table(8, 3, 1), new double[8]);
      float[] query = random.vector(16, norm);
      double[] exact = DualState.read(one, tokens, query).output();
      RandomFeatures drawn = RandomFeatures.positive(16, features, seed);
      double[] estimate = RandomFeatureState.of(drawn, one, tokens).read(query).output();
      Vectors.axpy(-1, exact, estimate);
      error += Vectors.dot(estimate, estimate);
      scale += Vectors.dot(exact, exact);
    }
    return Math.sqrt(error / scale);
  }

  @Test
  void degenerateInputIsHandled() {
    RandomFeatures features = RandomFeatures.positive(D, 4, 1);
    assertTrue(RandomFeatureState.of(features, KERNEL, Tokens.none(D, 3)).read(x).isEmpty());
    assertArrayEquals(
        features.logFeatures(KERNEL, x), RandomFeatures.positive(D, 4, 1).logFeatures(KERNEL, x));
    RandomCase huge = new RandomCase(2, D, 3);
    DualState far = RandomFeatureState.of(features, KERNEL, huge.tokens(3, 1e4)).read(x);
    assertTrue(Double.isFinite(far.logMass()));
    assertRefused("1/8 - A", () -> RandomFeatures.of(D, 4, 0.125, false, 1));
    assertRefused("dimension", () -> RandomFeatures.positive(0, 4, 1));
    assertRefused("number of features", () -> RandomFeatures.positive(D, 0, 1));
    assertRefused("phi", () -> RandomFeatures.optimalA(-1));
    assertRefused("length of the vector", () -> features.logFeatures(KERNEL, new float[1]));
    assertRefused(
        "log feature", () -> features.logFeatures(KERNEL, new float[] {0, 0, 0, Float.NaN, 0, 0}));
  }
}
