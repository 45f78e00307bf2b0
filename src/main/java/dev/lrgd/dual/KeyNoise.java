package dev.lrgd.dual;

import java.util.Random;

/**
 * Independent Gaussian noise of deviation sigma on every component of a key: a paraphrase, a
 * shuffled history.
 *
 * <p>The logit gains a normal variable of deviation scale sigma |q|, so E kappa = kappa e^(s/2) and
 * E kappa^2 = kappa^2 e^(2s) with s = (scale sigma |q|)^2: on average noise on the demonstrations'
 * keys raises their mass.
 *
 * @param sigma at least 0
 */
public record KeyNoise(double sigma) {
  public KeyNoise {
    Check.notNegative(sigma, "key noise");
  }

  /** log(E kappa / kappa), the logit bias the noise amounts to in the mean. */
  public double logMeanFactor(Kernel kernel, float[] query) {
    return 0.5 * logitVariance(kernel, query);
  }

  /** log(E kappa^2 / kappa^2). */
  public double logSecondMomentFactor(Kernel kernel, float[] query) {
    return 2 * logitVariance(kernel, query);
  }

  private double logitVariance(Kernel kernel, float[] query) {
    double perUnit = kernel.scale() * sigma;
    return perUnit * perUnit * Vectors.dot(query, query);
  }

  /** The tokens with noisy keys; the same for the same seed. */
  public Tokens perturb(Tokens tokens, long seed) {
    Random random = new Random(seed);
    int dimension = tokens.keyDimension();
    float[] keys = new float[tokens.size() * dimension];
    for (int i = 0; i < tokens.size(); i++) {
      float[] key = tokens.key(i);
      for (int j = 0; j < dimension; j++) {
        keys[i * dimension + j] = (float) (key[j] + sigma * random.nextGaussian());
      }
    }
    return tokens.withKeys(VectorTable.of(dimension, keys));
  }
}
