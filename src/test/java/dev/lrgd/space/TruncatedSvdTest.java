package dev.lrgd.space;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.SingularValueDecomposition_F64;
import org.junit.jupiter.api.Test;

class TruncatedSvdTest {

  @Test
  void aMatrixOfLowRankIsRebuiltExactly() {
    SparseRows a = lowRank(40, 30, 5, 1);
    TruncatedSvd svd = TruncatedSvd.of(a, 5, 7);
    DMatrixRMaj us = Rows.scaleColumns(svd.u().copy(), svd.s(), 1);
    DMatrixRMaj product = new DMatrixRMaj(40, 30);
    CommonOps_DDRM.multTransB(us, svd.v(), product);
    assertArrayEquals(dense(a).data, product.data, 1e-6);
  }

  @Test
  void singularValuesAreThoseOfTheExactDecomposition() {
    SparseRows a = lowRank(40, 30, 30, 2);
    SingularValueDecomposition_F64<DMatrixRMaj> exact =
        DecompositionFactory_DDRM.svd(40, 30, false, false, true);
    exact.decompose(dense(a));
    double[] values = exact.getSingularValues().clone();
    java.util.Arrays.sort(values);
    TruncatedSvd svd = TruncatedSvd.of(a, 4, 7);
    for (int i = 0; i < 4; i++) {
      double expected = values[values.length - 1 - i];
      assertEquals(expected, svd.s()[i], 1e-3 * expected);
    }
  }

  @Test
  void columnsAreOrthonormal() {
    TruncatedSvd svd = TruncatedSvd.of(lowRank(40, 30, 30, 3), 6, 7);
    for (DMatrixRMaj side : new DMatrixRMaj[] {svd.u(), svd.v()}) {
      DMatrixRMaj gram = new DMatrixRMaj(6, 6);
      CommonOps_DDRM.multInner(side, gram);
      assertArrayEquals(CommonOps_DDRM.identity(6).data, gram.data, 1e-9);
    }
  }

  @Test
  void theSameSeedGivesTheSameBits() {
    SparseRows a = lowRank(40, 30, 10, 4);
    assertArrayEquals(TruncatedSvd.of(a, 6, 7).u().data, TruncatedSvd.of(a, 6, 7).u().data);
  }

  @Test
  void aZeroMatrixHasZeroVectorsAndNoNaN() {
    TruncatedSvd svd =
        TruncatedSvd.of(new SparseRows(5, 4, new int[6], new int[0], new float[0]), 3, 7);
    assertArrayEquals(new double[3], svd.s());
    assertArrayEquals(new double[15], svd.u().data);
    assertArrayEquals(new double[12], svd.v().data);
  }

  private static SparseRows lowRank(int rows, int columns, int rank, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[][] left = new double[rows][rank];
    double[][] right = new double[columns][rank];
    for (double[][] side : new double[][][] {left, right}) {
      for (double[] row : side) {
        for (int k = 0; k < rank; k++) {
          row[k] = (random.nextDouble() - 0.5) / (1 + k);
        }
      }
    }
    int[] offsets = new int[rows + 1];
    int[] column = new int[rows * columns];
    float[] value = new float[rows * columns];
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < columns; c++) {
        column[r * columns + c] = c;
        for (int k = 0; k < rank; k++) {
          value[r * columns + c] += (float) (left[r][k] * right[c][k]);
        }
      }
      offsets[r + 1] = (r + 1) * columns;
    }
    return new SparseRows(rows, columns, offsets, column, value);
  }

  private static DMatrixRMaj dense(SparseRows a) {
    DMatrixRMaj dense = new DMatrixRMaj(a.rows, a.columns);
    for (int r = 0; r < a.rows; r++) {
      for (int e = a.offsets[r]; e < a.offsets[r + 1]; e++) {
        dense.set(r, a.column[e], a.value[e]);
      }
    }
    return dense;
  }
}
