package dev.lrgd.evaluate.equivalence;

import dev.lrgd.dual.DualState;
import dev.lrgd.dual.Kernel;
import dev.lrgd.dual.RandomFeatureState;
import dev.lrgd.dual.RandomFeatures;
import dev.lrgd.dual.Tokens;
import dev.lrgd.dual.VectorTable;
import java.util.Random;

/**
 * How far attention through random features is from the exact one, by the norm of keys and queries
 * (theory.md section 2.4): the relative root mean square error of the output over random heads.
 */
final class RandomFeatureError {
  private static final int DIMENSION = 16;
  private static final int TOKENS = 24;
  private static final Kernel KERNEL = new Kernel(1);

  /** How features are drawn. */
  enum Variant {
    PLAIN("positive"),
    ORTHOGONAL("positive, orthogonal"),
    OPTIMAL("optimal positive, orthogonal");

    final String text;

    Variant(String text) {
      this.text = text;
    }

    /** Directions are random, so |x~ + y~|^2 is twice the squared norm in the mean. */
    RandomFeatures features(int m, double norm, long seed) {
      return switch (this) {
        case PLAIN -> RandomFeatures.positive(DIMENSION, m, seed);
        case ORTHOGONAL -> RandomFeatures.of(DIMENSION, m, 0, true, seed);
        case OPTIMAL -> RandomFeatures.optimal(DIMENSION, m, 2 * norm * norm, seed);
      };
    }
  }

  private RandomFeatureError() {}

  static double of(Variant variant, double norm, int features, int heads, long seed) {
    double squares = 0;
    double total = 0;
    for (int h = 0; h < heads; h++) {
      Random random = new Random(seed + h);
      Tokens tokens =
          Tokens.of(table(random, norm, TOKENS), table(random, 1, TOKENS), new double[TOKENS]);
      float[] query = table(random, norm, 1).row(0);
      double[] exact = DualState.read(KERNEL, tokens, query).output();
      double[] near =
          RandomFeatureState.of(variant.features(features, norm, seed + h), KERNEL, tokens)
              .read(query)
              .output();
      for (int i = 0; i < exact.length; i++) {
        squares += (near[i] - exact[i]) * (near[i] - exact[i]);
        total += exact[i] * exact[i];
      }
    }
    return Math.sqrt(squares / total);
  }

  /** Vectors of one length in random directions. */
  private static VectorTable table(Random random, double norm, int rows) {
    float[] data = new float[rows * DIMENSION];
    for (int r = 0; r < rows; r++) {
      double[] x = random.doubles(DIMENSION).map(u -> random.nextGaussian()).toArray();
      double length = Math.sqrt(Float64State.dot(x, x));
      for (int i = 0; i < DIMENSION; i++) {
        data[r * DIMENSION + i] = (float) (norm * x[i] / length);
      }
    }
    return VectorTable.of(DIMENSION, data);
  }

  /** Slope of log error against log m by least squares; -1/2 where the error falls as 1/sqrt m. */
  static double slope(int[] features, double[] errors) {
    double meanX = 0;
    double meanY = 0;
    for (int i = 0; i < errors.length; i++) {
      meanX += Math.log(features[i]) / errors.length;
      meanY += Math.log(errors[i]) / errors.length;
    }
    double covariance = 0;
    double variance = 0;
    for (int i = 0; i < errors.length; i++) {
      double x = Math.log(features[i]) - meanX;
      covariance += x * (Math.log(errors[i]) - meanY);
      variance += x * x;
    }
    return covariance / variance;
  }
}
