package dev.lrgd.evaluate.transformer;

import java.util.Random;

/**
 * An immutable linear map, row-major. Both products add multiples of rows, of the matrix or of its
 * transpose, which the compiler turns into vector instructions where inner products stay scalar.
 */
public final class Matrix {
  private final int rows;
  private final int columns;
  private final double[] data;
  private final double[] transposed;

  private Matrix(int rows, int columns, double[] data) {
    this.rows = rows;
    this.columns = columns;
    this.data = data;
    this.transposed = new double[data.length];
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < columns; c++) {
        transposed[c * rows + r] = data[r * columns + c];
      }
    }
  }

  /**
   * @param data rows one after the other
   */
  public static Matrix of(int rows, int columns, double... data) {
    if (data.length != rows * columns) {
      throw new IllegalArgumentException(
          "%d numbers do not fill %d x %d".formatted(data.length, rows, columns));
    }
    return new Matrix(rows, columns, data.clone());
  }

  /** Normal entries that keep the expected length of a vector times {@code gain}. */
  static Matrix random(int rows, int columns, double gain, Random random) {
    double[] data = new double[rows * columns];
    for (int i = 0; i < data.length; i++) {
      data[i] = gain * random.nextGaussian() / Math.sqrt(columns);
    }
    return new Matrix(rows, columns, data);
  }

  public int rows() {
    return rows;
  }

  public int columns() {
    return columns;
  }

  /** A copy of one row. */
  public double[] row(int row) {
    return java.util.Arrays.copyOfRange(data, row * columns, (row + 1) * columns);
  }

  /** M x. */
  public double[] times(double[] x) {
    return combine(transposed, x, columns, rows);
  }

  /** M^T y. */
  public double[] transposedTimes(double[] y) {
    return combine(data, y, rows, columns);
  }

  private static double[] combine(double[] table, double[] weights, int n, int length) {
    if (weights.length != n) {
      throw new IllegalArgumentException("length " + weights.length + " instead of " + n);
    }
    double[] sum = new double[length];
    for (int i = 0; i < n; i++) {
      double weight = weights[i];
      int from = i * length;
      for (int j = 0; j < length; j++) {
        sum[j] += weight * table[from + j];
      }
    }
    return sum;
  }
}
