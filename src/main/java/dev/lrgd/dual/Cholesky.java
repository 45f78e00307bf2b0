package dev.lrgd.dual;

/**
 * A = L L^T of a symmetric positive semidefinite matrix, in double. A pivot lost to rounding
 * becomes a column of zeros, so that repeated rows factor too; such a factor cannot solve.
 */
final class Cholesky {
  private static final double ROUNDING = 1e-13;

  private final double[][] lower;
  private final boolean singular;

  private Cholesky(double[][] lower, boolean singular) {
    this.lower = lower;
    this.singular = singular;
  }

  static Cholesky of(double[][] matrix) {
    int n = matrix.length;
    double[][] lower = new double[n][n];
    boolean singular = false;
    for (int j = 0; j < n; j++) {
      double pivot = matrix[j][j] - dot(lower[j], lower[j], j);
      boolean lost = pivot <= ROUNDING * matrix[j][j];
      singular |= lost;
      lower[j][j] = lost ? 0 : Math.sqrt(pivot);
      for (int i = j + 1; i < n && !lost; i++) {
        lower[i][j] = (matrix[i][j] - dot(lower[i], lower[j], j)) / lower[j][j];
      }
    }
    return new Cholesky(lower, singular);
  }

  /** Row i of L: coordinates whose inner products are the matrix. */
  double[] row(int i) {
    return lower[i].clone();
  }

  /** log det A. */
  double logDet() {
    double sum = 0;
    for (int i = 0; i < lower.length; i++) {
      sum += 2 * Math.log(lower[i][i]);
    }
    return sum;
  }

  /** The x with A x = b. */
  double[] solve(double[] b) {
    if (singular) {
      throw new IllegalArgumentException("matrix is singular");
    }
    int n = lower.length;
    double[] x = b.clone();
    for (int i = 0; i < n; i++) {
      x[i] = (x[i] - dot(lower[i], x, i)) / lower[i][i];
    }
    for (int i = n - 1; i >= 0; i--) {
      x[i] /= lower[i][i];
      for (int j = 0; j < i; j++) {
        x[j] -= lower[i][j] * x[i];
      }
    }
    return x;
  }

  private static double dot(double[] a, double[] b, int n) {
    double sum = 0;
    for (int i = 0; i < n; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
