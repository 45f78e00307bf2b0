package dev.lrgd.dual;

/**
 * The softmax attention kernel kappa(k, q) = exp(scale * k.q), kept as its logarithm.
 *
 * <p>A trained attention head has scale = 1/sqrt(d), a temperature tau gives 1/tau. A product of
 * kernels over several blocks is a sum in the exponent: a caller multiplies each block of its keys
 * by that block's own scale and leaves one inner product here.
 *
 * @param scale factor on the inner product, finite and above 0
 */
public record Kernel(double scale) {
  public Kernel {
    Check.positive(scale, "kernel scale");
  }

  /** log kappa from the inner product k.q. */
  public double log(double innerProduct) {
    return scale * innerProduct;
  }

  /**
   * log of the normalised kernel kappa(k,l) / sqrt(kappa(k,k) kappa(l,l)) = -scale |k - l|^2 / 2,
   * which compares tokens without their norms.
   */
  public double logNormalised(double innerProduct, double squaredNorm, double otherSquaredNorm) {
    return Math.min(0, scale * (innerProduct - 0.5 * (squaredNorm + otherSquaredNorm)));
  }
}
