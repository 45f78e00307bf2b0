package dev.lrgd.pool;

/**
 * What outcomes have told about a demonstration since it entered the pool (theory.md 6.2). A use is
 * a recommendation with an outcome in which it was shown; it counts with the weight omega = min(1 /
 * propensity, cap), so that rare, random uses speak for the many in which it was not chosen.
 *
 * @param uses how many there were
 * @param exposure sum of omega
 * @param gainSum sum of omega g, g the realised gain of a use in nats, clipped
 * @param gainSquareSum sum of omega g^2
 */
public record Evidence(long uses, double exposure, double gainSum, double gainSquareSum) {

  /** Never shown yet. */
  public static final Evidence NONE = new Evidence(0, 0, 0, 0);

  public Evidence {
    if (uses < 0
        || !(exposure >= 0 && exposure < Double.POSITIVE_INFINITY)
        || !Double.isFinite(gainSum)
        || !(gainSquareSum >= 0)) {
      throw new IllegalArgumentException(
          uses + " uses, sums " + exposure + ", " + gainSum + ", " + gainSquareSum);
    }
  }

  /** One more use. */
  public Evidence plus(double omega, double gain) {
    return new Evidence(
        uses + 1, exposure + omega, gainSum + omega * gain, gainSquareSum + omega * gain * gain);
  }

  public Evidence plus(Evidence other) {
    return new Evidence(
        uses + other.uses,
        exposure + other.exposure,
        gainSum + other.gainSum,
        gainSquareSum + other.gainSquareSum);
  }

  /** Mean gain per use, self-normalised: within the bounds of the gains. 0 where never shown. */
  public double mean() {
    return exposure == 0 ? 0 : gainSum / exposure;
  }

  /**
   * Mean plus z standard errors; +infinity below two uses, where no spread is known. The uses are
   * counted as if their weights were equal.
   */
  public double upperBound(double z) {
    return uses < 2 ? Double.POSITIVE_INFINITY : mean() + z * standardError();
  }

  private double standardError() {
    double variance = Math.max(0, gainSquareSum / exposure - mean() * mean());
    return Math.sqrt(variance / (uses - 1));
  }
}
