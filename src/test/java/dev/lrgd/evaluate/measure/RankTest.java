package dev.lrgd.evaluate.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class RankTest {

  @Test
  void thePlaceCountsWhoScoresMore() {
    assertEquals(2, Rank.of(1, new double[] {0.9, 0.5, 0.1, 0.4}).place());
    assertEquals(1, Rank.of(0, new double[] {7}).place());
  }

  @Test
  void aTieWithThePositiveCountsAgainstIt() {
    assertEquals(4, Rank.of(2, new double[] {0, 0, 0, 0}).place());
    assertEquals(2, Rank.of(0, new double[] {1, 1, 0.999}).place());
  }

  @Test
  void ndcgIsTheInverseLogarithmOfThePlaceUpToTheDepth() {
    assertEquals(1, new Rank(1).ndcg(1), 1e-15);
    assertEquals(0, new Rank(2).ndcg(1), 0);
    assertEquals(0.5, new Rank(3).ndcg(5), 1e-15); // 1 / log2(4)
    assertEquals(0.38685280723454163, new Rank(5).ndcg(5), 1e-15); // 1 / log2(6)
    assertEquals(0, new Rank(6).ndcg(5), 0);
  }

  @Test
  void hitAndReciprocalFollowFromThePlace() {
    assertEquals(1, new Rank(10).hit(10), 0);
    assertEquals(0, new Rank(11).hit(10), 0);
    assertEquals(0.25, new Rank(4).reciprocal(), 0);
  }

  @Test
  void aScoreThatIsNoNumberIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> Rank.of(0, new double[] {1, Double.NaN}));
    assertThrows(
        IllegalArgumentException.class,
        () -> Rank.of(0, new double[] {Double.POSITIVE_INFINITY, 1}));
  }
}
