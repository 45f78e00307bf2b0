package dev.lrgd.dual;

import java.util.Arrays;

/**
 * Detectors of collapse: how few demonstrations carry a pool, and how few directions they span.
 *
 * <p>Shares (weights, exposures) need not be normalised; they are not negative and not all 0.
 */
public final class Concentration {
  private Concentration() {}

  /** Herfindahl-Hirschman index sum_d s_d^2 of the normalised shares, from 1/n to 1. */
  public static double herfindahl(double... shares) {
    double total = total(shares);
    double sum = 0;
    for (double share : shares) {
      sum += share / total * (share / total);
    }
    return sum;
  }

  /** 1 / HHI, from 1 to n. */
  public static double effectiveNumber(double... shares) {
    return 1 / herfindahl(shares);
  }

  /**
   * Gini coefficient sum_i (2i - n - 1) s_(i) / (n sum s), shares ascending: 0 equal, to 1 - 1/n.
   */
  public static double gini(double... shares) {
    double total = total(shares);
    double[] ascending = shares.clone();
    Arrays.sort(ascending);
    int n = ascending.length;
    double sum = 0;
    for (int i = 0; i < n; i++) {
      sum += (2 * i + 1 - n) * (ascending[i] / total);
    }
    // Equal shares sum to a rounding error of either sign.
    return Math.max(0, sum / n);
  }

  /** Shannon entropy of the normalised shares in nats, from 0 to log n. */
  public static double entropy(double... shares) {
    double total = total(shares);
    double sum = 0;
    for (double share : shares) {
      double p = share / total;
      sum -= p == 0 ? 0 : p * Math.log(p);
    }
    return sum;
  }

  /**
   * Participation ratio (tr K)^2 / tr K^2 of the weighted Gram matrix K_ij = sqrt(w_i w_j) x_i.x_j,
   * the number of directions the rows use, from 1 to their dimension; 0 where all are zero.
   *
   * <p>K has the nonzero eigenvalues of sum_i w_i x_i x_i^T, so this costs O(n d^2), not O(n^2 d).
   */
  public static double participationRatio(VectorTable rows, double... weights) {
    Check.same(weights.length, rows.rows(), "number of weights");
    double total = total(weights);
    int d = rows.dimension();
    double[][] second = new double[d][d];
    for (int i = 0; i < weights.length; i++) {
      float[] x = rows.row(i);
      for (int j = 0; j < d; j++) {
        Vectors.axpy(weights[i] / total * x[j], x, 0, second[j]);
      }
    }
    double trace = 0;
    double squares = 0;
    for (int j = 0; j < d; j++) {
      trace += second[j][j];
      squares += Vectors.dot(second[j], second[j]);
    }
    return squares == 0 ? 0 : trace * trace / squares;
  }

  private static double total(double[] shares) {
    double sum = 0;
    for (double share : Check.notNegative(shares, "share")) {
      sum += share;
    }
    return Check.positive(sum, "sum of the shares");
  }
}
