package dev.lrgd.pool;

/**
 * What outcomes have told about a demonstration since it entered the pool.
 *
 * @param uses how often it was shown in a recommendation with an outcome
 * @param gainSum sum over the uses of the realised gain, in nats, clipped and weighted by inverse
 *     propensity (theory.md 6.2)
 * @param gainSquareSum sum of its squares
 */
public record Evidence(long uses, double gainSum, double gainSquareSum) {

  /** Never shown yet. */
  public static final Evidence NONE = new Evidence(0, 0, 0);

  public Evidence {
    if (uses < 0 || !Double.isFinite(gainSum) || !(gainSquareSum >= 0)) {
      throw new IllegalArgumentException(uses + " uses, sums " + gainSum + ", " + gainSquareSum);
    }
  }
}
