package dev.lrgd.space;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;

/**
 * A sparse matrix by rows (compressed sparse rows). Products run over rows in parallel; each row is
 * summed by one thread in column order, so the result does not depend on the number of threads.
 */
final class SparseRows {
  final int rows;
  final int columns;

  /** Row r holds entries offsets[r] to offsets[r + 1], columns ascending. */
  final int[] offsets;

  final int[] column;
  final float[] value;

  SparseRows(int rows, int columns, int[] offsets, int[] column, float[] value) {
    this.rows = rows;
    this.columns = columns;
    this.offsets = offsets;
    this.column = column;
    this.value = value;
  }

  int entries() {
    return offsets[rows];
  }

  SparseRows transposed() {
    int[] to = new int[columns + 1];
    for (int e = 0; e < entries(); e++) {
      to[column[e] + 1]++;
    }
    for (int c = 0; c < columns; c++) {
      to[c + 1] += to[c];
    }
    int[] next = Arrays.copyOf(to, columns);
    int[] toColumn = new int[entries()];
    float[] toValue = new float[entries()];
    for (int r = 0; r < rows; r++) {
      for (int e = offsets[r]; e < offsets[r + 1]; e++) {
        int at = next[column[e]]++;
        toColumn[at] = r;
        toValue[at] = value[e];
      }
    }
    return new SparseRows(columns, rows, to, toColumn, toValue);
  }

  /** This (rows x columns) times a dense matrix (columns x k). */
  DMatrixRMaj times(DMatrixRMaj dense) {
    int k = dense.numCols;
    DMatrixRMaj product = new DMatrixRMaj(rows, k);
    IntStream.range(0, rows).parallel().forEach(r -> timesInto(r, dense.data, product.data, k));
    return product;
  }

  /** The same with a rounded matrix; each product is summed in double precision. */
  DMatrixRMaj times(Quantized dense) {
    int k = dense.dimension;
    DMatrixRMaj product = new DMatrixRMaj(rows, k);
    IntStream.range(0, rows)
        .parallel()
        .forEach(
            r -> {
              for (int e = offsets[r]; e < offsets[r + 1]; e++) {
                dense.addTo(product.data, r * k, value[e], column[e]);
              }
            });
    return product;
  }

  private void timesInto(int r, double[] dense, double[] product, int k) {
    int out = r * k;
    for (int e = offsets[r]; e < offsets[r + 1]; e++) {
      double v = value[e];
      int in = column[e] * k;
      for (int i = 0; i < k; i++) {
        product[out + i] += v * dense[in + i];
      }
    }
  }

  double sumOfRow(int r) {
    double sum = 0;
    for (int e = offsets[r]; e < offsets[r + 1]; e++) {
      sum += value[e];
    }
    return sum;
  }
}
