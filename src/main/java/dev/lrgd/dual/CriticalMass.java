package dev.lrgd.dual;

/**
 * How far the demonstrations may pull before they do harm: the analogue of the largest stable
 * learning rate.
 *
 * <p>The output is o_T + lambda (o_D - o_T). Its squared distance to a target y falls if and only
 * if lambda &lt; lambda_c = 2 (y - o_T).(o_D - o_T) / |o_D - o_T|^2, and is least at lambda_c / 2.
 */
public final class CriticalMass {
  private CriticalMass() {}

  /**
   * lambda_c; not above 0 where any step does harm, +infinity where the step goes nowhere.
   *
   * @param target y
   * @param prior o_T, of the same length
   * @param step o_D, the output of the demonstrations alone, of the same length
   */
  public static double of(double[] target, double[] prior, double[] step) {
    Check.same(prior.length, target.length, "length of the prior output");
    Check.same(step.length, target.length, "length of the step's output");
    double along = 0;
    double squared = 0;
    for (int i = 0; i < target.length; i++) {
      double move = step[i] - prior[i];
      along += (target[i] - prior[i]) * move;
      squared += move * move;
    }
    Check.finite(along, "inner product of target and step");
    return squared == 0 ? Double.POSITIVE_INFINITY : 2 * along / squared;
  }
}
