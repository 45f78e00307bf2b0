package dev.lrgd.pool;

/**
 * How hard a version's demonstrations may pull, and how sure their effect must be: the strengths of
 * regularization and perturbation (theory.md 4 and 5) that the second stage chose on a validation
 * slice. They belong to the version: going back to it brings them back.
 *
 * @param logWeight log learning rate of every demonstration, finite; -log alpha of the proximal
 *     penalty (alpha/2) |W - W_0|^2
 * @param massCap largest share of attention the demonstrations may take, in (0, 1)
 * @param caution by how many standard deviations an effect must be certain, at least 0
 * @param theta weight of the worst case in what a selection maximises, in [0, 1]
 * @param rho by how much the worst case may shift a key, at least 0
 * @param zeroShot whether no demonstration is shown at all: after repeated collapse, until a later
 *     version is found to help
 */
public record Tuning(
    double logWeight, double massCap, double caution, double theta, double rho, boolean zeroShot) {

  /** What a pool begins with. */
  public static final Tuning START = new Tuning(0, 0.5, 0, 0, 0, false);

  public Tuning {
    boolean strengths = caution >= 0 && rho >= 0 && theta >= 0 && theta <= 1;
    if (!Double.isFinite(logWeight) || !(massCap > 0 && massCap < 1) || !strengths) {
      throw new IllegalArgumentException(
          "log weight %s, mass cap %s, caution %s, theta %s, rho %s"
              .formatted(logWeight, massCap, caution, theta, rho));
    }
  }

  public Tuning withLogWeight(double changed) {
    return new Tuning(changed, massCap, caution, theta, rho, zeroShot);
  }

  public Tuning withMassCap(double changed) {
    return new Tuning(logWeight, changed, caution, theta, rho, zeroShot);
  }

  public Tuning withCaution(double changed) {
    return new Tuning(logWeight, massCap, changed, theta, rho, zeroShot);
  }

  public Tuning withWorstCase(double weight, double shift) {
    return new Tuning(logWeight, massCap, caution, weight, shift, zeroShot);
  }

  public Tuning withZeroShot(boolean changed) {
    return new Tuning(logWeight, massCap, caution, theta, rho, changed);
  }
}
