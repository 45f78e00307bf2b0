package dev.lrgd.dual;

import java.util.Random;

/**
 * Independent Gaussian noise of deviation sigma on every component of a value: another title for
 * the same item. The mean output is unchanged and every component has variance sigma^2 sum_i A_i^2,
 * A_i being the attention weight of noisy token i.
 *
 * @param sigma at least 0
 */
public record ValueNoise(double sigma) {
  public ValueNoise {
    Check.notNegative(sigma, "value noise");
  }

  /**
   * Variance of each component of the output.
   *
   * @param prior state of the tokens without noise
   * @param noisy the tokens with noise
   */
  public double outputVariance(Kernel kernel, DualState prior, Tokens noisy, float[] query) {
    double[] logits = noisy.logits(kernel, query);
    double logTotal = Vectors.logSumExp(prior.logMass(), Vectors.logSumExp(logits));
    double sum = 0;
    for (double logit : logits) {
      sum += Math.exp(2 * (logit - logTotal));
    }
    return sigma * sigma * sum;
  }

  /** The tokens with noisy values; the same for the same seed. */
  public Tokens perturb(Tokens tokens, long seed) {
    Random random = new Random(seed);
    int dimension = tokens.valueDimension();
    float[] values = new float[tokens.size() * dimension];
    for (int i = 0; i < tokens.size(); i++) {
      float[] value = tokens.value(i);
      for (int j = 0; j < dimension; j++) {
        values[i * dimension + j] = (float) (value[j] + sigma * random.nextGaussian());
      }
    }
    return tokens.withValues(VectorTable.of(dimension, values));
  }
}
