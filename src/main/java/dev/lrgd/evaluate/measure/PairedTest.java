package dev.lrgd.evaluate.measure;

import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Fisher's randomisation test of paired differences: were there none, each could as well have the
 * other sign. And Holm's correction (1979) where several are tested together.
 */
public final class PairedTest {
  private static final int DRAWS = 10_000;

  private PairedTest() {}

  /** Two-sided p-value of a mean difference this large; the observed one counts as a draw. */
  public static double pValue(double[] differences, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double observed = 0;
    for (double difference : differences) {
      observed += difference;
    }
    int asLarge = 1;
    for (int draw = 0; draw < DRAWS; draw++) {
      double sum = 0;
      for (double difference : differences) {
        sum += random.nextBoolean() ? difference : -difference;
      }
      if (Math.abs(sum) >= Math.abs(observed) - 1e-12) {
        asLarge++;
      }
    }
    return asLarge / (DRAWS + 1.);
  }

  /** Adjusted p-values: the smallest times their number, the next times one less, never falling. */
  public static double[] holm(List<Double> pValues) {
    int n = pValues.size();
    int[] order =
        IntStream.range(0, n)
            .boxed()
            .sorted(Comparator.comparing(pValues::get))
            .mapToInt(i -> i)
            .toArray();
    double[] adjusted = new double[n];
    double floor = 0;
    for (int rank = 0; rank < n; rank++) {
      floor = Math.max(floor, Math.min(1, (n - rank) * pValues.get(order[rank])));
      adjusted[order[rank]] = floor;
    }
    return adjusted;
  }
}
