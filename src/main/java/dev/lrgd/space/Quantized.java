package dev.lrgd.space;

import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Rows of numbers in {@value #BITS} bits each: x ~ scale_r code, code in -7..7, one scale a row. A
 * fit rounds its vectors to these once, before anything is scored with them, so that a version in
 * memory and one that was stored and read again are the same numbers.
 *
 * <p>Of {@value #SHRINKS} scales from the one that clips nothing downwards a row takes the one of
 * least squared error: a few outliers are cut off for the sake of all the others. An inner product
 * sums over many independent errors, which is why so few bits are enough; the figures of {@code
 * evaluate} are all made with vectors so rounded.
 */
final class Quantized {
  private static final int BITS = 4;
  private static final int LIMIT = 7;
  private static final int SHRINKS = 8;
  private static final float SHRINK = 0.06f;

  final int rows;
  final int dimension;

  /** Two codes a byte, each plus 8, the even one in the low half; a row begins on a byte. */
  private final byte[] codes;

  private final float[] scales;

  private Quantized(int rows, int dimension, byte[] codes, float[] scales) {
    this.rows = rows;
    this.dimension = dimension;
    this.codes = codes;
    this.scales = scales;
  }

  /** The nearest rows there are to these. */
  static Quantized of(float[] data, int rows, int dimension) {
    Quantized quantized =
        new Quantized(rows, dimension, new byte[rows * stride(dimension)], new float[rows]);
    for (int r = 0; r < rows; r++) {
      quantized.scales[r] = bestScale(data, r * dimension, dimension);
      for (int i = 0; i < dimension; i++) {
        int code = code(data[r * dimension + i], quantized.scales[r]) + 8;
        quantized.codes[r * stride(dimension) + i / 2] |= (byte) (code << (i % 2 * 4));
      }
    }
    return quantized;
  }

  /**
   * Writes rows, times a factor, into a table: row r of these from {@code to + r * stride} on.
   *
   * @param from first row to write
   * @param end the one after the last
   */
  void into(float[] table, int to, int stride, float factor, int from, int end) {
    int bytes = stride(dimension);
    // A row holds sixteen different numbers: looking them up is cheaper than working each one out.
    float[] numbers = new float[1 << BITS];
    for (int r = from; r < end; r++) {
      float scale = factor * scales[r];
      for (int code = 0; code < numbers.length; code++) {
        numbers[code] = scale * (code - 8);
      }
      int at = to + r * stride;
      int pairs = r * bytes;
      for (int pair = pairs; pair < pairs + dimension / 2; pair++) {
        int both = codes[pair];
        table[at++] = numbers[both & 15];
        table[at++] = numbers[(both >> 4) & 15];
      }
      if (dimension % 2 == 1) {
        table[at] = numbers[codes[pairs + bytes - 1] & 15];
      }
    }
  }

  /**
   * Adds x . row to the sum of every row.
   *
   * <p>Idea: two codes lie in a byte, so a pair of numbers of a row makes with the pair of x that
   * stands at the same place one of 256 sums. They are worked out once, and a row then costs one
   * look-up for two numbers instead of two products, and an eighth of the memory of its floats (the
   * asymmetric distances of Jegou, Douze and Schmid 2011, with numbers in the place of centroids).
   * Bound: pairs are rounded to float, added two at a time in float, and the sums of those carried
   * in double, so that a row's is off by at most two float roundings, 1.2e-7 sum |x_i row_i|.
   *
   * @param x of a row's length from {@code from} on
   * @param sums one a row
   */
  void addProducts(double[] x, int from, double[] sums) {
    int bytes = stride(dimension);
    float[] pairs = pairSums(x, from);
    for (int r = 0; r < rows; r++) {
      sums[r] += scales[r] * sum(pairs, r * bytes, bytes);
    }
  }

  /** For byte b of a row and what it may hold, x_2b (low - 8) + x_2b+1 (high - 8). */
  private float[] pairSums(double[] x, int from) {
    float[] sums = new float[stride(dimension) << Byte.SIZE];
    for (int i = 0; i < sums.length; i++) {
      int even = i >> Byte.SIZE << 1;
      double odd = even + 1 < dimension ? x[from + even + 1] : 0;
      sums[i] = (float) (x[from + even] * ((i & 15) - 8) + odd * ((i >> BITS & 15) - 8));
    }
    return sums;
  }

  private double sum(float[] pairs, int row, int bytes) {
    double even = 0;
    double odd = 0;
    int b = 0;
    for (; b + 4 <= bytes; b += 4) {
      int at = b << Byte.SIZE;
      even += pairs[at + (codes[row + b] & 255)] + pairs[at + 256 + (codes[row + b + 1] & 255)];
      odd +=
          pairs[at + 512 + (codes[row + b + 2] & 255)]
              + pairs[at + 768 + (codes[row + b + 3] & 255)];
    }
    for (; b < bytes; b++) {
      even += pairs[(b << Byte.SIZE) + (codes[row + b] & 255)];
    }
    return even + odd;
  }

  /** y += weight * row, for y at {@code to} of an array. */
  void addTo(double[] y, int to, double weight, int row) {
    int from = row * stride(dimension);
    for (int i = 0; i < dimension; i++) {
      int code = codes[from + i / 2] >> (i % 2 * 4) & 15;
      y[to + i] += weight * (scales[row] * (code - 8));
    }
  }

  void write(DataOutput out) throws IOException {
    out.writeInt(rows);
    out.writeInt(dimension);
    for (float scale : scales) {
      out.writeFloat(scale);
    }
    out.write(codes);
  }

  static Quantized read(ByteBuffer in) {
    int rows = in.getInt();
    int dimension = in.getInt();
    if (rows < 0 || dimension < 0 || (long) rows * (4 + stride(dimension)) > in.remaining()) {
      throw new IllegalArgumentException(rows + " rows of " + dimension + " numbers do not fit");
    }
    float[] scales = new float[rows];
    in.asFloatBuffer().get(scales);
    in.position(in.position() + 4 * rows);
    byte[] codes = new byte[rows * stride(dimension)];
    in.get(codes);
    return new Quantized(rows, dimension, codes, scales);
  }

  private static int stride(int dimension) {
    return (dimension * BITS + 7) / 8;
  }

  private static float bestScale(float[] data, int from, int dimension) {
    float largest = 0;
    for (int i = from; i < from + dimension; i++) {
      largest = Math.max(largest, Math.abs(data[i]));
    }
    float best = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int s = 0; s < SHRINKS && largest > 0; s++) {
      float scale = largest / LIMIT * (1 - s * SHRINK);
      double error = error(data, from, dimension, scale);
      if (error < least) {
        least = error;
        best = scale;
      }
    }
    return best;
  }

  private static double error(float[] data, int from, int dimension, float scale) {
    double error = 0;
    for (int i = from; i < from + dimension; i++) {
      double off = data[i] - scale * code(data[i], scale);
      error += off * off;
    }
    return error;
  }

  private static int code(float x, float scale) {
    return scale == 0 ? 0 : Math.max(-LIMIT, Math.min(LIMIT, Math.round(x / scale)));
  }
}
