package dev.lrgd.dual;

/**
 * Independent Gaussian noise of deviation sigma on every weight of W^. The readout W^ phi(q) = [N;
 * Z] gains noise of deviation sigma |phi(q)| = sigma sqrt(kappa(q, q)) in every component, Z
 * included.
 *
 * @param sigma at least 0
 */
public record GradientNoise(double sigma) {
  public GradientNoise {
    Check.notNegative(sigma, "gradient noise");
  }

  /** log of the deviation of every component of [N; Z]; -infinity without noise. */
  public double logDeviation(Kernel kernel, float[] query) {
    return Math.log(sigma) + 0.5 * kernel.log(Vectors.dot(query, query));
  }

  /** Deviation of every component relative to Z: where it nears 1 the output means nothing. */
  public double relativeDeviation(Kernel kernel, DualState state, float[] query) {
    return Math.exp(logDeviation(kernel, query) - state.logMass());
  }
}
