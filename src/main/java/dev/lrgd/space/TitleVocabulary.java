package dev.lrgd.space;

import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/**
 * Which hashed title terms a catalogue uses, and how much each tells: idf = log((n + 1) / df), df
 * the number of titles it stands in. A term of a single title relates it to no other and is left
 * out.
 */
final class TitleVocabulary {
  private static final int MIN_TITLES = 2;

  /** Column of each bucket, or -1. */
  private final int[] columnOfBucket;

  private final float[] idf;

  private TitleVocabulary(int[] columnOfBucket, float[] idf) {
    this.columnOfBucket = columnOfBucket;
    this.idf = idf;
  }

  static TitleVocabulary of(List<Item> items) {
    int[] titles = new int[TitleTerms.BUCKETS];
    for (Item item : items) {
      for (int bucket : TitleTerms.of(item)) {
        titles[bucket]++;
      }
    }
    int[] columnOfBucket = new int[TitleTerms.BUCKETS];
    float[] idf = new float[TitleTerms.BUCKETS];
    int columns = 0;
    for (int bucket = 0; bucket < titles.length; bucket++) {
      columnOfBucket[bucket] = -1;
      if (titles[bucket] >= MIN_TITLES) {
        idf[columns] = (float) Math.log((items.size() + 1.0) / titles[bucket]);
        columnOfBucket[bucket] = columns++;
      }
    }
    return new TitleVocabulary(columnOfBucket, Arrays.copyOf(idf, columns));
  }

  void write(DataOutput out) throws IOException {
    out.writeInt(columns());
    for (int bucket = 0; bucket < columnOfBucket.length; bucket++) {
      if (columnOfBucket[bucket] >= 0) {
        out.writeShort(bucket);
        out.writeFloat(idf[columnOfBucket[bucket]]);
      }
    }
  }

  static TitleVocabulary read(ByteBuffer in) {
    int[] columnOfBucket = new int[TitleTerms.BUCKETS];
    Arrays.fill(columnOfBucket, -1);
    float[] idf = new float[in.getInt()];
    for (int column = 0; column < idf.length; column++) {
      columnOfBucket[Short.toUnsignedInt(in.getShort())] = column;
      idf[column] = in.getFloat();
    }
    return new TitleVocabulary(columnOfBucket, idf);
  }

  int columns() {
    return idf.length;
  }

  /** The item's TF-IDF row of length one; no entries where none of its terms is known. */
  SparseRows row(Item item) {
    return rows(List.of(item));
  }

  /** One row an item. */
  SparseRows rows(List<Item> items) {
    int[] offsets = new int[items.size() + 1];
    int[] column = new int[16 * items.size()];
    float[] value = new float[column.length];
    int n = 0;
    for (int r = 0; r < items.size(); r++) {
      int from = n;
      for (int bucket : TitleTerms.of(items.get(r))) {
        int c = columnOfBucket[bucket];
        if (c >= 0) {
          if (n == column.length) {
            column = Arrays.copyOf(column, 2 * n);
            value = Arrays.copyOf(value, 2 * n);
          }
          column[n] = c;
          value[n++] = idf[c];
        }
      }
      toUnitLength(value, from, n);
      offsets[r + 1] = n;
    }
    return new SparseRows(
        items.size(), columns(), offsets, Arrays.copyOf(column, n), Arrays.copyOf(value, n));
  }

  private static void toUnitLength(float[] value, int from, int to) {
    double square = 0;
    for (int e = from; e < to; e++) {
      square += (double) value[e] * value[e];
    }
    double norm = Math.sqrt(square);
    for (int e = from; e < to && norm > 0; e++) {
      value[e] /= (float) norm;
    }
  }
}
