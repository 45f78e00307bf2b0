package dev.lrgd.space;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuantizedTest {
  private static final int ROWS = 300;
  private static final int HEADER = 8;

  private static Quantized rounded(int dimension) {
    SplittableRandom random = new SplittableRandom(dimension);
    float[] data = new float[ROWS * dimension];
    for (int i = 0; i < data.length; i++) {
      // Rows of very different lengths, one of zeros among them.
      data[i] = (float) ((random.nextDouble() - 0.5) * (i / dimension) * (i % 7 == 0 ? 9 : 1));
    }
    return Quantized.of(data, ROWS, dimension);
  }

  private static byte[] bytes(Quantized rows) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    rows.write(new DataOutputStream(bytes));
    return bytes.toByteArray();
  }

  /** One number after the other, as the bytes are documented. */
  private static float plain(byte[] stored, int dimension, int row, int i, float factor) {
    float scale = ByteBuffer.wrap(stored).getFloat(HEADER + 4 * row);
    int pair = stored[HEADER + 4 * ROWS + row * ((dimension + 1) / 2) + i / 2];
    int code = (i % 2 == 0 ? pair : pair >> 4) & 15;
    return factor * scale * (code - 8);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 128})
  void rowsAreSpreadOutToTheSameBitsAsOneNumberAfterTheOther(int dimension) throws IOException {
    Quantized rows = rounded(dimension);
    byte[] stored = bytes(rows);
    int stride = dimension + 3;
    for (float factor : new float[] {1, 0.37f, 0}) {
      float[] table = new float[5 + ROWS * stride];
      rows.into(table, 5, stride, factor, 0, ROWS);
      float[] expected = new float[table.length];
      for (int row = 0; row < ROWS; row++) {
        for (int i = 0; i < dimension; i++) {
          expected[5 + row * stride + i] = plain(stored, dimension, row, i, factor);
        }
      }
      assertArrayEquals(bits(expected), bits(table));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 8, 9, 96, 128})
  void productsWithRoundedRowsAgreeWithThoseInDouble(int dimension) throws IOException {
    Quantized rows = rounded(dimension);
    byte[] stored = bytes(rows);
    SplittableRandom random = new SplittableRandom(3);
    double[] x = random.doubles(dimension + 4, -1, 1).toArray();
    double[] sums = new double[ROWS];
    sums[5] = 2;
    rows.addProducts(x, 3, sums);
    for (int row = 0; row < ROWS; row++) {
      double expected = row == 5 ? 2 : 0;
      double terms = 0;
      for (int i = 0; i < dimension; i++) {
        double term = x[3 + i] * plain(stored, dimension, row, i, 1);
        expected += term;
        terms += Math.abs(term);
      }
      assertEquals(expected, sums[row], 2 * terms * 0x1p-24 * 1.0001);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 128})
  void aRangeOfRowsTouchesNothingBesideIt(int dimension) {
    Quantized rows = rounded(dimension);
    float[] whole = new float[ROWS * dimension];
    rows.into(whole, 0, dimension, 1, 0, ROWS);
    float[] some = new float[whole.length];
    rows.into(some, 0, dimension, 1, 100, 200);
    for (int i = 0; i < some.length; i++) {
      boolean within = i / dimension >= 100 && i / dimension < 200;
      assertEquals(within ? whole[i] : 0, some[i]);
    }
    float[] one = new float[dimension];
    rows.into(one, -41 * dimension, dimension, 1, 41, 42);
    for (int i = 0; i < dimension; i++) {
      assertEquals(whole[41 * dimension + i], one[i]);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 128})
  void whatIsReadIsWhatWasWritten(int dimension) throws IOException {
    byte[] stored = bytes(rounded(dimension));
    // Behind something else, as a part of a version has it.
    ByteBuffer in = ByteBuffer.allocate(stored.length + 3).put(3, stored).position(3).slice();
    assertArrayEquals(stored, bytes(Quantized.read(in)));
    assertEquals(0, in.remaining());
  }

  private static int[] bits(float[] numbers) {
    int[] bits = new int[numbers.length];
    for (int i = 0; i < bits.length; i++) {
      bits[i] = Float.floatToRawIntBits(numbers[i]);
    }
    return bits;
  }
}
