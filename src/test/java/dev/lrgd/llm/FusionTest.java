package dev.lrgd.llm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lrgd.llm.Fusion.KnownChoice;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FusionTest {

  /** Lists whose choice follows exp(s) rank^-weight. */
  private static List<KnownChoice> lists(int count, double weight, long seed) {
    Random random = new Random(seed);
    List<KnownChoice> lists = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      List<Integer> order = new ArrayList<>(IntStream.range(0, 20).boxed().toList());
      Collections.shuffle(order, random);
      double[] logRanks = Fusion.logRanks(order, 20);
      double[] scores = IntStream.range(0, 20).mapToDouble(c -> random.nextGaussian()).toArray();
      int chosen = 0;
      double best = Double.NEGATIVE_INFINITY;
      for (int c = 0; c < 20; c++) {
        // Gumbel noise makes the largest a draw from the softmax.
        double noise = -Math.log(-Math.log(random.nextDouble()));
        double value = scores[c] - weight * logRanks[c] + noise;
        if (value > best) {
          best = value;
          chosen = c;
        }
      }
      lists.add(new KnownChoice(scores, logRanks, chosen));
    }
    return lists;
  }

  @Test
  void theWeightBehindTheChoicesIsFound() {
    for (double weight : new double[] {0, 0.5, 1, 3}) {
      assertEquals(weight, Fusion.fit(lists(3000, weight, 1)), 0.12);
    }
  }

  @Test
  void theWeightFoundIsTheOneOfTheLeastLoss() {
    List<KnownChoice> lists = lists(500, 0.7, 2);
    double fitted = Fusion.fit(lists);
    for (double other : new double[] {0, fitted - 0.1, fitted + 0.1, 2}) {
      assertTrue(Fusion.loss(lists, fitted) < Fusion.loss(lists, other), "at " + other);
    }
  }

  @Test
  void withNothingToLearnFromItIsTheDefault() {
    assertEquals(Fusion.DEFAULT_WEIGHT, Fusion.fit(List.of()));
  }

  @Test
  void aModelThatIsAlwaysRightOrAlwaysWrongHasABoundedWeight() {
    double[] flat = new double[3];
    List<KnownChoice> right =
        Collections.nCopies(500, new KnownChoice(flat, Fusion.logRanks(List.of(1, 0, 2), 3), 1));
    List<KnownChoice> wrong =
        Collections.nCopies(500, new KnownChoice(flat, Fusion.logRanks(List.of(1, 0, 2), 3), 2));
    assertTrue(Fusion.fit(right) > 3 && Fusion.fit(right) <= 10);
    assertEquals(0, Fusion.fit(wrong));
  }

  @Test
  void whatTheModelLeftOutRanksBehindTheRest() {
    assertArrayEquals(
        new double[] {Math.log(3), 0, Math.log(3), Math.log(2)},
        Fusion.logRanks(List.of(1, 3), 4),
        1e-12);
  }
}
