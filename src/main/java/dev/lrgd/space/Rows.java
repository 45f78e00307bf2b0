package dev.lrgd.space;

import org.ejml.data.DMatrixRMaj;

/** Small helpers on matrices whose rows are vectors of items. */
final class Rows {
  private Rows() {}

  /** Each row scaled to length one, in place; zero rows stay zero. */
  static DMatrixRMaj toUnitLength(DMatrixRMaj m) {
    for (int r = 0; r < m.numRows; r++) {
      int from = r * m.numCols;
      double square = 0;
      for (int i = from; i < from + m.numCols; i++) {
        square += m.data[i] * m.data[i];
      }
      double scale = square > 0 ? 1 / Math.sqrt(square) : 0;
      for (int i = from; i < from + m.numCols; i++) {
        m.data[i] *= scale;
      }
    }
    return m;
  }

  /** Column c multiplied by s_c^power, in place; columns of a vanishing singular value become 0. */
  static DMatrixRMaj scaleColumns(DMatrixRMaj m, double[] s, double power) {
    for (int i = 0; i < m.data.length; i++) {
      double sc = s[i % m.numCols];
      m.data[i] = sc > 1e-9 * s[0] ? m.data[i] * Math.pow(sc, power) : 0;
    }
    return m;
  }

  static float[] toFloats(DMatrixRMaj m) {
    float[] floats = new float[m.numRows * m.numCols];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) m.data[i];
    }
    return floats;
  }

  static DMatrixRMaj toMatrix(float[] floats, int rows, int columns) {
    DMatrixRMaj m = new DMatrixRMaj(rows, columns);
    for (int i = 0; i < floats.length; i++) {
      m.data[i] = floats[i];
    }
    return m;
  }

  /** Scales a vector to length one, in place; a zero vector stays zero. */
  static float[] toUnitLength(float[] v, int from, int length) {
    double square = 0;
    for (int i = from; i < from + length; i++) {
      square += (double) v[i] * v[i];
    }
    double scale = square > 0 ? 1 / Math.sqrt(square) : 0;
    for (int i = from; i < from + length; i++) {
      v[i] *= (float) scale;
    }
    return v;
  }
}
