package dev.lrgd.dual;

import java.util.Arrays;

/**
 * An immutable table of float vectors, one row each, row-major. Tokens and candidates refer to rows
 * of it, so that an item vector is stored once however many demonstrations show the item.
 */
public final class VectorTable {
  private final int dimension;
  private final int rows;
  private final float[] data;

  private VectorTable(int dimension, int rows, float[] data) {
    this.dimension = dimension;
    this.rows = rows;
    this.data = data;
  }

  /**
   * A table of given rows.
   *
   * @param dimension length of a row, at least 1
   * @param data rows one after the other; copied; its length a multiple of the dimension
   * @throws IllegalArgumentException on another length, NaN or infinity
   */
  public static VectorTable of(int dimension, float... data) {
    return owning(dimension, data.clone());
  }

  /**
   * The same without the copy, for tables of tens of megabytes: nobody writes to the data again.
   */
  public static VectorTable owning(int dimension, float[] data) {
    Check.atLeast(dimension, 1, "dimension of the table");
    Check.same(data.length % dimension, 0, "length of the table's data modulo its dimension");
    return new VectorTable(dimension, data.length / dimension, Check.finite(data, "table data"));
  }

  /** The first rows alone, not copied. */
  public VectorTable head(int rows) {
    Check.index(rows, this.rows + 1, "number of rows");
    return new VectorTable(dimension, rows, data);
  }

  public int rows() {
    return rows;
  }

  public int dimension() {
    return dimension;
  }

  /** A copy of one row. */
  public float[] row(int row) {
    Check.index(row, rows(), "row");
    return Arrays.copyOfRange(data, row * dimension, (row + 1) * dimension);
  }

  /** Length of one row. */
  public double norm(int row) {
    Check.index(row, rows(), "row");
    return Math.sqrt(Vectors.dot(data, row * dimension, data, row * dimension, dimension));
  }

  /** Inner product of one row with a query of the same dimension. */
  public double dot(int row, float[] query) {
    Check.index(row, rows(), "row");
    return Check.finite(uncheckedDot(row, query(query)), "inner product with the query");
  }

  /** Inner products of every row with a query, into {@code out[0..rows)}: the exhaustive scan. */
  public void dots(float[] query, double[] out) {
    Check.finite(query(query), "query");
    Check.atLeast(out.length, rows(), "length of the scan's result");
    int row = 0;
    for (int last = rows() - 1; row < last; row += 2) {
      Vectors.dotPair(query, data, row * dimension, out, row);
    }
    if (row < rows()) {
      out[row] = uncheckedDot(row, query);
    }
  }

  double uncheckedDot(int row, float[] query) {
    return Vectors.dot(query, 0, data, row * dimension, dimension);
  }

  double uncheckedDot(int row, double[] x) {
    return Vectors.dot(x, data, row * dimension);
  }

  double uncheckedDot(int row, VectorTable other, int otherRow) {
    return Vectors.dot(data, row * dimension, other.data, otherRow * dimension, dimension);
  }

  /** y += weight * row. */
  void addTo(double[] y, double weight, int row) {
    Vectors.axpy(weight, data, row * dimension, y);
  }

  private float[] query(float[] query) {
    Check.same(query.length, dimension, "length of the query");
    return query;
  }
}
