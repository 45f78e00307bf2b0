package dev.lrgd.dual;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class VectorsTest {
  @Test
  void dotStaysWithinThreeRoundingsOfEachProductAtEveryLength() {
    Random random = new Random(1);
    for (int n = 0; n < 300; n++) {
      float[] a = new float[n];
      float[] b = new float[n];
      double exact = 0;
      double scale = 0;
      for (int i = 0; i < n; i++) {
        a[i] = (float) random.nextGaussian();
        b[i] = (float) random.nextGaussian();
        exact += (double) a[i] * b[i];
        scale += Math.abs((double) a[i] * b[i]);
      }
      assertEquals(exact, Vectors.dot(a, b), 2.4e-7 * scale);
    }
  }

  @Test
  void dotOfHugeVectorsDoesNotOverflow() {
    float[] huge = new float[9];
    Arrays.fill(huge, 3e38f);
    assertEquals(9 * 3e38 * 3e38, Vectors.dot(huge, huge), 1e70);
  }

  @Test
  void scanOfATableGivesTheSameBitsAsSingleRows() {
    RandomCase random = RandomCase.of(2);
    for (int rows = 0; rows < 6; rows++) {
      for (int dimension : new int[] {1, 7, 8, 19, 32}) {
        VectorTable table = VectorTable.of(dimension, random.roughVector(rows * dimension, 3e19));
        float[] query = random.roughVector(dimension, rows == 5 ? 3e20 : 1);
        double[] scan = new double[rows];
        table.dots(query, scan);
        for (int row = 0; row < rows; row++) {
          assertEquals(table.dot(row, query), scan[row]);
          assertEquals(Vectors.dot(table.row(row), query), scan[row]);
        }
      }
    }
    VectorTable table = VectorTable.of(1, 1, 2);
    assertThrows(IllegalArgumentException.class, () -> table.dots(new float[1], new double[1]));
    assertThrows(IllegalArgumentException.class, () -> table.dots(new float[2], new double[2]));
    float[] nan = {Float.NaN};
    assertThrows(IllegalArgumentException.class, () -> table.dots(nan, new double[2]));
    assertThrows(IllegalArgumentException.class, () -> table.dot(1, nan));
    assertThrows(IllegalArgumentException.class, () -> table.dot(2, new float[1]));
  }

  @Test
  void dotRefusesOtherLengths() {
    assertThrows(IllegalArgumentException.class, () -> Vectors.dot(new float[2], new float[3]));
  }

  @Test
  void logSumExpSurvivesEveryMagnitude() {
    assertEquals(1e6 + Math.log(2), Vectors.logSumExp(new double[] {1e6, 1e6}), 1e-9);
    assertEquals(-1e6 + Math.log(2), Vectors.logSumExp(-1e6, -1e6), 1e-9);
    assertEquals(Double.NEGATIVE_INFINITY, Vectors.logSumExp(new double[0]));
    assertEquals(3, Vectors.logSumExp(3, Double.NEGATIVE_INFINITY));
  }
}
