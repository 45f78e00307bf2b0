package dev.lrgd.dual;

import java.util.Arrays;

/**
 * Exact maximiser of a(S) / (Z + b(S)) over the sets within the limits, for masses b &gt;= 0.
 *
 * <p>The best ratio t* is the root of F(t) = max_S sum_{d in S} (a_d - t b_d) - t Z, which is
 * convex and decreasing. Starting from t = 0 (the empty set), S is the best set for the linear
 * gains a_d - t b_d, and the next t is its ratio; t rises at every step and, as there are finitely
 * many sets, stops at t*, superlinearly (Dinkelbach 1967, On nonlinear fractional programming). The
 * inner problem is the k largest positive gains, or a 0/1 knapsack where there is a budget.
 * Choosing the k best single demonstrations instead can be worse by any factor.
 */
public final class Dinkelbach {
  private Dinkelbach() {}

  /**
   * The set with the largest ratio.
   *
   * @param a gain of each demonstration, finite
   * @param b mass of each demonstration, as many, finite and not negative
   * @param prior Z, finite and not negative
   * @return the best set in ascending order, empty where no set has a ratio above 0; ties towards
   *     smaller indices
   */
  public static int[] maximise(double[] a, double[] b, double prior, Limits limits) {
    Check.same(b.length, a.length, "number of masses");
    Check.finite(a, "gain");
    Check.notNegative(b, "mass");
    Check.notNegative(prior, "prior mass");
    limits.checkSize(a.length);
    int[] best = {};
    double ratio = 0;
    while (true) {
      int[] set = Knapsack.maximise(gains(a, b, ratio), limits);
      double next = ratio(a, b, prior, set);
      if (!(next > ratio)) {
        return best;
      }
      best = set;
      ratio = next;
    }
  }

  private static double[] gains(double[] a, double[] b, double ratio) {
    double[] gains = new double[a.length];
    Arrays.setAll(gains, d -> a[d] - ratio * b[d]);
    return gains;
  }

  private static double ratio(double[] a, double[] b, double prior, int[] set) {
    double gain = 0;
    double mass = prior;
    for (int d : set) {
      gain += a[d];
      mass += b[d];
    }
    return mass > 0 ? gain / mass : 0;
  }
}
