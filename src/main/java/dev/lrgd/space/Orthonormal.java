package dev.lrgd.space;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/**
 * An orthonormal basis of the columns of a tall matrix, through the eigenvectors of its Gram
 * matrix: Q = Y W diag(1 / sqrt(l)), applied twice because one pass loses orthogonality with the
 * square of the condition number (as with Cholesky-QR; Yamamoto et al. 2015). Directions whose
 * eigenvalue is below {@value #RANK_TOLERANCE} of the largest are noise and become zero columns, so
 * a matrix of low rank does no harm.
 */
final class Orthonormal {
  private static final double RANK_TOLERANCE = 1e-13;

  private Orthonormal() {}

  static DMatrixRMaj basis(DMatrixRMaj y) {
    return pass(pass(y));
  }

  private static DMatrixRMaj pass(DMatrixRMaj y) {
    int k = y.numCols;
    DMatrixRMaj gram = new DMatrixRMaj(k, k);
    CommonOps_DDRM.multInner(y, gram);
    EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(k, true, true);
    eigen.decompose(gram);
    double largest = 0;
    for (int c = 0; c < k; c++) {
      largest = Math.max(largest, eigen.getEigenvalue(c).getReal());
    }
    DMatrixRMaj w = new DMatrixRMaj(k, k);
    for (int c = 0; c < k; c++) {
      double l = eigen.getEigenvalue(c).getReal();
      if (largest > 0 && l > RANK_TOLERANCE * largest) {
        DMatrixRMaj vector = eigen.getEigenVector(c);
        for (int r = 0; r < k; r++) {
          w.set(r, c, vector.get(r) / Math.sqrt(l));
        }
      }
    }
    DMatrixRMaj q = new DMatrixRMaj(y.numRows, k);
    CommonOps_DDRM.mult(y, w, q);
    return q;
  }
}
