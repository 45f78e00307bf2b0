package dev.lrgd.space;

import java.util.Arrays;

/**
 * Positive pointwise mutual information of counts: max(0, log(p(i,j) / (p(i) p_a(j)))), where
 * p_a(j) ~ count(j)^{0.75}. The exponent keeps rare columns from looking overly informative (Levy,
 * Goldberg and Dagan 2015).
 */
final class Ppmi {
  private static final double SMOOTHING = 0.75;

  private Ppmi() {}

  static SparseRows of(SparseRows counts) {
    double[] columnMass = columnMass(counts);
    int[] offsets = new int[counts.rows + 1];
    int[] column = new int[counts.entries()];
    float[] value = new float[counts.entries()];
    int n = 0;
    for (int r = 0; r < counts.rows; r++) {
      double rowMass = counts.sumOfRow(r);
      for (int e = counts.offsets[r]; e < counts.offsets[r + 1]; e++) {
        double pmi = Math.log(counts.value[e] / (rowMass * columnMass[counts.column[e]]));
        if (pmi > 0) {
          column[n] = counts.column[e];
          value[n++] = (float) pmi;
        }
      }
      offsets[r + 1] = n;
    }
    return new SparseRows(
        counts.rows, counts.columns, offsets, Arrays.copyOf(column, n), Arrays.copyOf(value, n));
  }

  /** p_a(j): smoothed share of column j, summing to one. */
  private static double[] columnMass(SparseRows counts) {
    double[] mass = new double[counts.columns];
    for (int e = 0; e < counts.entries(); e++) {
      mass[counts.column[e]] += counts.value[e];
    }
    double total = 0;
    for (int c = 0; c < mass.length; c++) {
      mass[c] = Math.pow(mass[c], SMOOTHING);
      total += mass[c];
    }
    for (int c = 0; c < mass.length; c++) {
      mass[c] /= total;
    }
    return mass;
  }
}
