package dev.lrgd.space;

import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/**
 * The leading singular triplets of a sparse matrix, A ~ U diag(s) V^T, by randomised subspace
 * iteration.
 *
 * <p>A random subspace of k + {@value #OVERSAMPLING} columns is multiplied by A A^T {@value
 * #ITERATIONS} times, orthonormalised after every product, and A is decomposed exactly within it.
 * The expected error of the subspace is (1 + c (s_{k+1} / s_k)^{2q+1}) times the best possible one,
 * q the number of iterations, c of the order of sqrt(n) (Halko, Martinsson and Tropp 2011, theorem
 * 10.8). Deterministic by seed; a column is fixed in sign so that its largest entry is positive.
 *
 * @param u rows x k, orthonormal columns
 * @param s k singular values, descending
 * @param v columns x k, orthonormal columns
 */
record TruncatedSvd(DMatrixRMaj u, double[] s, DMatrixRMaj v) {
  private static final int OVERSAMPLING = 16;
  private static final int ITERATIONS = 3;

  static TruncatedSvd of(SparseRows a, int k, long seed) {
    int width = Math.min(k + OVERSAMPLING, Math.min(a.rows, a.columns));
    SparseRows transposed = a.transposed();
    DMatrixRMaj q = Orthonormal.basis(a.times(gaussian(a.columns, width, seed)));
    for (int i = 0; i < ITERATIONS; i++) {
      q = Orthonormal.basis(a.times(Orthonormal.basis(transposed.times(q))));
    }
    return within(q, transposed.times(q), Math.min(k, width));
  }

  /**
   * B^T = A^T Q (columns x width) is small in width: its SVD comes from the eigenvectors of B B^T.
   */
  private static TruncatedSvd within(DMatrixRMaj q, DMatrixRMaj bt, int k) {
    int width = bt.numCols;
    DMatrixRMaj gram = new DMatrixRMaj(width, width);
    CommonOps_DDRM.multInner(bt, gram);
    EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(width, true, true);
    eigen.decompose(gram);
    Integer[] order = descending(eigen, width);
    DMatrixRMaj w = new DMatrixRMaj(width, k);
    double[] s = new double[k];
    for (int c = 0; c < k; c++) {
      s[c] = Math.sqrt(Math.max(0, eigen.getEigenvalue(order[c]).getReal()));
      DMatrixRMaj vector = eigen.getEigenVector(order[c]);
      for (int r = 0; r < width; r++) {
        w.set(r, c, vector.get(r));
      }
    }
    DMatrixRMaj u = new DMatrixRMaj(q.numRows, k);
    CommonOps_DDRM.mult(q, w, u);
    DMatrixRMaj v = new DMatrixRMaj(bt.numRows, k);
    CommonOps_DDRM.mult(bt, w, v);
    for (int c = 0; c < k; c++) {
      double sign = signOfLargest(u, c);
      scaleColumn(u, c, sign);
      scaleColumn(v, c, s[c] > 1e-10 * s[0] ? sign / s[c] : 0);
    }
    return new TruncatedSvd(u, s, v);
  }

  private static Integer[] descending(EigenDecomposition_F64<DMatrixRMaj> eigen, int n) {
    Integer[] order = new Integer[n];
    for (int i = 0; i < n; i++) {
      order[i] = i;
    }
    java.util.Arrays.sort(
        order,
        (x, y) ->
            Double.compare(eigen.getEigenvalue(y).getReal(), eigen.getEigenvalue(x).getReal()));
    return order;
  }

  private static double signOfLargest(DMatrixRMaj m, int c) {
    double largest = 0;
    for (int r = 0; r < m.numRows; r++) {
      if (Math.abs(m.get(r, c)) > Math.abs(largest)) {
        largest = m.get(r, c);
      }
    }
    return largest < 0 ? -1 : 1;
  }

  private static void scaleColumn(DMatrixRMaj m, int c, double factor) {
    for (int r = 0; r < m.numRows; r++) {
      m.set(r, c, m.get(r, c) * factor);
    }
  }

  private static DMatrixRMaj gaussian(int rows, int columns, long seed) {
    java.util.Random random = new java.util.Random(new SplittableRandom(seed).nextLong());
    DMatrixRMaj g = new DMatrixRMaj(rows, columns);
    for (int i = 0; i < g.data.length; i++) {
      g.data[i] = random.nextGaussian();
    }
    return g;
  }
}
