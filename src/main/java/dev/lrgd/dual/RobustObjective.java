package dev.lrgd.dual;

/**
 * A cautious objective: (1 - theta) mean linear effect + theta mean worst case - z sd, where the
 * worst case lets every key move by rho ({@link WorstCase}) and sd is that of the linear effects
 * over the problems.
 *
 * @param effects the problems
 * @param theta weight of the worst case, in [0, 1]
 * @param rho the largest shift of a key, at least 0
 * @param z aversion to disagreement between the problems, at least 0
 */
public record RobustObjective(Effects effects, double theta, double rho, double z)
    implements SetObjective {
  public RobustObjective {
    Check.between(theta, 0, 1, "theta");
    Check.notNegative(rho, "rho");
    Check.notNegative(z, "z");
  }

  @Override
  public double value(int... set) {
    double mean = effects.linearEffect(set);
    double worst = effects.mean(p -> WorstCase.linearEffect(p, rho, set));
    double variance = effects.mean(p -> Math.pow(p.linearEffect(set) - mean, 2));
    return (1 - theta) * mean + theta * worst - z * Math.sqrt(variance);
  }

  /** The mean linear effect: the worst case is not above it, and the deviation not negative. */
  @Override
  public double upperBound(int... set) {
    return effects.upperBound(set);
  }

  @Override
  public double[] upperBounds(int[] base, int size) {
    return effects.upperBounds(base, size);
  }
}
