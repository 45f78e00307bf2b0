package dev.lrgd.recommend;

import java.util.function.IntPredicate;

/**
 * The k best of a scan, kept in a heap whose root is the worst of them: most rows of a scan fail
 * one comparison with the root and cost nothing more. Ties go to the smaller index, so the result
 * does not depend on the heap.
 */
final class TopK {
  private final double[] scores;
  private final int[] rows;
  private int size;

  private TopK(int k) {
    this.scores = new double[k];
    this.rows = new int[k];
  }

  /**
   * @param scores one per row; NaN is never chosen
   * @param k how many at most
   * @param admissible asked only about rows that would otherwise be chosen
   * @return the rows of the largest scores, best first, ties by row
   */
  static int[] of(double[] scores, int k, IntPredicate admissible) {
    TopK best = new TopK(Math.min(k, scores.length));
    for (int row = 0; row < scores.length; row++) {
      if (best.wouldTake(scores[row]) && admissible.test(row)) {
        best.take(scores[row], row);
      }
    }
    return best.descending();
  }

  /** Rows come in ascending order, so an equal score is never better than one already there. */
  private boolean wouldTake(double score) {
    return size < rows.length ? !Double.isNaN(score) : rows.length > 0 && score > scores[0];
  }

  private void take(double score, int row) {
    if (size < rows.length) {
      siftUp(size++, score, row);
    } else {
      siftDown(size, score, row);
    }
  }

  private void siftUp(int place, double score, int row) {
    while (place > 0 && worse(score, row, (place - 1) / 2)) {
      move((place - 1) / 2, place);
      place = (place - 1) / 2;
    }
    scores[place] = score;
    rows[place] = row;
  }

  /** Puts an entry at the root of a heap of {@code n}, in place of what is there. */
  private void siftDown(int n, double score, int row) {
    int place = 0;
    for (int child = 1; child < n; child = 2 * place + 1) {
      if (child + 1 < n && worse(scores[child + 1], rows[child + 1], child)) {
        child++;
      }
      if (worse(score, row, child)) {
        break;
      }
      move(child, place);
      place = child;
    }
    scores[place] = score;
    rows[place] = row;
  }

  private void move(int from, int to) {
    scores[to] = scores[from];
    rows[to] = rows[from];
  }

  private boolean worse(double score, int row, int other) {
    return score < scores[other] || (score == scores[other] && row > rows[other]);
  }

  private int[] descending() {
    int[] descending = new int[size];
    for (int n = size; n > 0; n--) {
      descending[n - 1] = rows[0];
      siftDown(n - 1, scores[n - 1], rows[n - 1]);
    }
    return descending;
  }
}
