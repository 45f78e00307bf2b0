package dev.lrgd.recommend;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Comparator;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TopKTest {

  @Test
  void equalsAFullStableSort() {
    Random random = new Random(3);
    for (int n = 0; n < 40; n++) {
      // Few distinct values, so that ties abound.
      double[] scores = random.ints(n, 0, 8).asDoubleStream().toArray();
      for (int k = 0; k <= n + 1; k++) {
        assertArrayEquals(sorted(scores, k), TopK.of(scores, k, row -> true));
      }
    }
  }

  private static int[] sorted(double[] scores, int k) {
    return IntStream.range(0, scores.length)
        .boxed()
        .sorted(Comparator.comparingDouble(row -> -scores[row]))
        .limit(k)
        .mapToInt(Integer::intValue)
        .toArray();
  }

  @Test
  void passesOverWhatIsNotAdmissible() {
    double[] scores = {5, 9, 7, 8, 1};
    assertArrayEquals(new int[] {2, 0, 4}, TopK.of(scores, 3, row -> row != 1 && row != 3));
  }

  @Test
  void neverChoosesNaN() {
    double[] scores = {Double.NaN, 1, Double.NaN, 2, Double.NaN};
    assertArrayEquals(new int[] {3, 1}, TopK.of(scores, 4, row -> true));
    assertArrayEquals(new int[] {3}, TopK.of(scores, 1, row -> true));
  }

  @Test
  void keepsInfinities() {
    double[] scores = {Double.NEGATIVE_INFINITY, 0, Double.POSITIVE_INFINITY};
    assertArrayEquals(new int[] {2, 1, 0}, TopK.of(scores, 3, row -> true));
  }
}
