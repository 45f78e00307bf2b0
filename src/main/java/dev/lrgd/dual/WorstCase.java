package dev.lrgd.dual;

import java.util.Arrays;
import java.util.function.IntFunction;

/**
 * The linear effect when an adversary may shift every key of the demonstrations by up to rho.
 *
 * <p>A shift delta with |delta| &lt;= rho multiplies kappa_i by e^(scale delta.q), anything between
 * e^-r and e^r with r = scale rho |q|, the ends at delta = -+ rho q/|q|. So the worst case is
 *
 * <pre>  min over w_i in [e^-r, e^r] of  sum_i w_i kappa_i g_i / (Z_T + sum_i w_i kappa_i),
 *   g_i = u.(v_i - o_T).</pre>
 *
 * The ratio falls in w_i if and only if g_i is below the ratio: the minimum t has w_i = e^r where
 * g_i &lt; t and e^-r elsewhere. Applying that rule and evaluating the ratio in turn descends to
 * it, as Dinkelbach's method does, without looking at the 2^n vertices.
 */
public final class WorstCase {
  private WorstCase() {}

  /**
   * The least linear effect of a set under such shifts.
   *
   * @param rho the largest shift of a key, in the keys' own unit, at least 0
   * @return at most the linear effect of the set, equal to it for rho = 0
   */
  public static double linearEffect(EffectProblem problem, double rho, int... set) {
    Check.set(set, problem.size(), "set");
    double r = Check.notNegative(rho, "rho") * problem.sensitivity();
    double[] logits = concatenate(set, d -> problem.reading(d).logits);
    double[] gains = concatenate(set, d -> problem.reading(d).gains);
    double value = ratio(problem.logPriorMass(), logits, gains);
    while (true) {
      double next = ratio(problem.logPriorMass(), shifted(logits, gains, value, r), gains);
      if (!(next < value)) {
        return value;
      }
      value = next;
    }
  }

  private static double[] concatenate(int[] set, IntFunction<double[]> tokens) {
    return Arrays.stream(set).mapToObj(tokens).flatMapToDouble(Arrays::stream).toArray();
  }

  private static double[] shifted(double[] logits, double[] gains, double threshold, double r) {
    double[] shifted = new double[logits.length];
    Arrays.setAll(shifted, i -> logits[i] + (gains[i] < threshold ? r : -r));
    return shifted;
  }

  private static double ratio(double logPriorMass, double[] logits, double[] gains) {
    double max = Math.max(logPriorMass, Vectors.max(logits));
    if (max == Double.NEGATIVE_INFINITY) {
      return 0;
    }
    double mass = Math.exp(logPriorMass - max);
    double gain = 0;
    for (int i = 0; i < logits.length; i++) {
      double weight = Math.exp(logits[i] - max);
      mass += weight;
      gain += weight * gains[i];
    }
    return gain / mass;
  }
}
