package dev.lrgd.dual;

/**
 * The dual model at one query: a prior state from the user's own tokens, and the gradient step the
 * demonstrations make.
 *
 * <p>The interpolation o = (1 - lambda) o_T + lambda o_D with lambda = Z_D / (Z_T + Z_D) is exact:
 * the attention output with demonstrations is one step of size lambda from the output without them
 * towards the demonstrations' own. lambda is the mass. A user without tokens has Z_T = 0: then any
 * demonstration takes all the mass.
 *
 * @param prior state of the user's own tokens, the zero-shot model
 * @param step state of the demonstrations, each with its weight
 */
public record DualModel(DualState prior, DualState step) {
  public DualModel {
    Check.same(step.valueDimension(), prior.valueDimension(), "value dimension of the step");
  }

  /** The model before any demonstration. */
  public static DualModel zeroShot(DualState prior) {
    return new DualModel(prior, DualState.empty(prior.valueDimension()));
  }

  /** One more demonstration, with weight 1. */
  public DualModel plus(DualState demonstration) {
    return new DualModel(prior, step.plus(demonstration));
  }

  /** One more demonstration with weight w = e^logWeight, its learning rate. */
  public DualModel plus(DualState demonstration, double logWeight) {
    return plus(demonstration.scaled(logWeight));
  }

  /** lambda = Z_D / (Z_T + Z_D), in [0, 1]; 0 without demonstrations. */
  public double mass() {
    return mass(step.logMass(), prior.logMass());
  }

  /** Z_a / (Z_a + Z_b) from the logarithms of both. */
  static double mass(double logMass, double otherLogMass) {
    return logMass == Double.NEGATIVE_INFINITY ? 0 : 1 / (1 + Math.exp(otherLogMass - logMass));
  }

  /** The state after the step. */
  public DualState state() {
    return prior.plus(step);
  }

  /** The attention output after the step. */
  public double[] output() {
    return state().output();
  }
}
