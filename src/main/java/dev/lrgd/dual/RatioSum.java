package dev.lrgd.dual;

import java.util.List;

/**
 * The mean linear effect sum_p w_p a_p(S) / (Z_p + b_p(S)) with all masses of a problem scaled by
 * one factor (its largest), so that a search evaluates thousands of sets without an exponential.
 */
final class RatioSum {
  private final double[] weights;
  private final double[] prior;
  private final double[][] a;
  private final double[][] b;

  private RatioSum(double[] weights, int size) {
    this.weights = weights;
    this.prior = new double[weights.length];
    this.a = new double[weights.length][size];
    this.b = new double[weights.length][size];
  }

  static RatioSum of(List<EffectProblem> problems, double[] weights) {
    RatioSum sum = new RatioSum(weights, problems.get(0).size());
    for (int p = 0; p < weights.length; p++) {
      sum.scale(p, problems.get(p));
    }
    return sum;
  }

  private void scale(int p, EffectProblem problem) {
    double largest = problem.logPriorMass();
    for (int d = 0; d < problem.size(); d++) {
      largest = Math.max(largest, problem.logMass(d));
    }
    if (largest == Double.NEGATIVE_INFINITY) {
      return;
    }
    prior[p] = Math.exp(problem.logPriorMass() - largest);
    for (int d = 0; d < problem.size(); d++) {
      b[p][d] = Math.exp(problem.logMass(d) - largest);
      a[p][d] = b[p][d] * problem.direction(d);
    }
  }

  int size() {
    return a[0].length;
  }

  /** The value of a set; +infinity where scaling has lost its masses, so that it bounds nothing. */
  double value(int... set) {
    double sum = 0;
    for (int p = 0; p < weights.length; p++) {
      double total = total(p, set);
      if (total > 0) {
        sum += weights[p] * sum(a[p], set) / total;
      } else if (set.length > 0) {
        return Double.POSITIVE_INFINITY;
      }
    }
    return sum;
  }

  /** The value of the base with d, for every d. */
  double[] valuesOfJoining(int... base) {
    double[] values = new double[size()];
    for (int p = 0; p < weights.length; p++) {
      double gain = sum(a[p], base);
      double total = total(p, base);
      for (int d = 0; d < values.length; d++) {
        double joint = total + b[p][d];
        values[d] += joint > 0 ? weights[p] * (gain + a[p][d]) / joint : Double.POSITIVE_INFINITY;
      }
    }
    return values;
  }

  /**
   * The best set of a single ratio that has the sum's value at a set: each problem divided by its
   * own denominator there, a = sum_p w_p a_p / c_p and so on with c_p = Z_p + b_p(around).
   */
  int[] maximiseAround(Limits limits, int... around) {
    double[] meanA = new double[size()];
    double[] meanB = new double[size()];
    double meanPrior = 0;
    for (int p = 0; p < weights.length; p++) {
      double total = total(p, around);
      double factor = weights[p] / (total > 0 ? total : Math.max(Vectors.max(b[p]), 1));
      meanPrior += factor * prior[p];
      Vectors.axpy(factor, a[p], meanA);
      Vectors.axpy(factor, b[p], meanB);
    }
    return Dinkelbach.maximise(meanA, meanB, meanPrior, limits);
  }

  private double total(int p, int[] set) {
    return prior[p] + sum(b[p], set);
  }

  private static double sum(double[] x, int[] set) {
    double sum = 0;
    for (int d : set) {
      sum += x[d];
    }
    return sum;
  }
}
