package dev.lrgd.space;

import java.util.Arrays;

/**
 * How often two items stand in one history, nearer pairs counting more: each pair at distance g
 * adds 1 / g, up to a window. Directed counts (row before column) tell what follows what; symmetric
 * ones what belongs together.
 */
final class CoOccurrence {
  private CoOccurrence() {}

  static SparseRows directed(int[][] histories, int items, int window) {
    return count(histories, items, window, false);
  }

  static SparseRows symmetric(int[][] histories, int items, int window) {
    return count(histories, items, window, true);
  }

  private static SparseRows count(int[][] histories, int items, int window, boolean symmetric) {
    // Raw pairs first, one bucket a row; then each row is folded over a dense scratch row.
    int[] offsets = new int[items + 1];
    forEachPair(histories, window, symmetric, (row, column, weight) -> offsets[row + 1]++);
    for (int r = 0; r < items; r++) {
      offsets[r + 1] += offsets[r];
    }
    int[] column = new int[offsets[items]];
    float[] weight = new float[offsets[items]];
    int[] next = Arrays.copyOf(offsets, items);
    forEachPair(
        histories,
        window,
        symmetric,
        (r, c, w) -> {
          column[next[r]] = c;
          weight[next[r]++] = w;
        });
    return folded(items, offsets, column, weight);
  }

  private static SparseRows folded(int items, int[] offsets, int[] column, float[] weight) {
    int[] to = new int[items + 1];
    double[] sum = new double[items];
    int n = 0;
    for (int r = 0; r < items; r++) {
      int from = offsets[r];
      int end = offsets[r + 1];
      for (int e = from; e < end; e++) {
        sum[column[e]] += weight[e];
      }
      Arrays.sort(column, from, end);
      for (int e = from; e < end; e++) {
        int c = column[e];
        if (sum[c] > 0) {
          // n never overtakes e: folded entries replace raw ones in place.
          column[n] = c;
          weight[n++] = (float) sum[c];
          sum[c] = 0;
        }
      }
      to[r + 1] = n;
    }
    return new SparseRows(items, items, to, Arrays.copyOf(column, n), Arrays.copyOf(weight, n));
  }

  private interface PairSink {
    void pair(int row, int column, float weight);
  }

  private static void forEachPair(int[][] histories, int window, boolean symmetric, PairSink sink) {
    for (int[] history : histories) {
      for (int i = 0; i < history.length; i++) {
        for (int j = i + 1; j < Math.min(history.length, i + window + 1); j++) {
          float weight = 1f / (j - i);
          sink.pair(history[i], history[j], weight);
          if (symmetric) {
            sink.pair(history[j], history[i], weight);
          }
        }
      }
    }
  }
}
