package dev.lrgd.evaluate.rank;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lrgd.evaluate.data.DataSet;
import dev.lrgd.space.Interaction;
import dev.lrgd.space.Item;
import java.util.List;
import org.junit.jupiter.api.Test;

class BaselinesTest {
  private final Item emma = Item.titled("e", "Emma");
  private final Item redOx = Item.titled("ro", "Red ox");
  private final Item blueOx = Item.titled("bo", "Blue OX!");
  private final Item redHen = Item.titled("rh", "red hen");
  private final DataSet data =
      DataSet.of(
          "test",
          List.of(emma, redOx, blueOx, redHen),
          List.of(
              choice("u", emma),
              choice("u", redOx),
              choice("v", emma),
              choice("v", redOx),
              choice("w", emma),
              choice("w", blueOx)),
          false);

  @Test
  void popularityCountsInteractions() {
    assertArrayEquals(new double[] {3, 2, 1, 0}, scores("popularity", List.of()), 0);
  }

  @Test
  void itemKnnIsTheCosineOfTheUsersAndALittlePopularity() {
    double[] scores = scores("item-knn", List.of(redOx));
    assertEquals(2 / Math.sqrt(2 * 3) + 0.01 * Math.log(4), scores[0], 1e-12);
    assertEquals(0.01 * Math.log(2), scores[2], 1e-12);
    assertEquals(0, scores[3], 0);
  }

  @Test
  void titlesShareWordsOrScoreNothing() {
    double[] scores = scores("title", List.of(blueOx));
    assertEquals(0, scores[0], 0);
    assertEquals(1, scores[2], 1e-12);
    assertEquals(0, scores[3], 0);
    // "ox" stands in two of four titles, as does "red"; "blue" in one.
    double common = Math.log(5.0 / 3);
    double rare = Math.log(5.0 / 2);
    assertEquals(common / Math.sqrt(2) / Math.hypot(common, rare), scores[1], 1e-12);
  }

  @Test
  void olderTitlesWeighLess() {
    double[] scores = scores("title", List.of(emma, redHen));
    assertEquals(0.8, scores[0] / scores[3], 1e-12);
  }

  @Test
  void theSeedDecidesChance() {
    assertArrayEquals(scores("random", List.of()), scores("random", List.of()), 0);
  }

  @Test
  void itemsThatNobodyKnowsScoreLikeNothingElse() {
    Rankers rankers = new Rankers(data, 1);
    Query query = new Query("u", List.of(emma), List.of(Item.titled("new", "")));
    for (String name : List.of("popularity", "title", "item-knn")) {
      assertEquals(0, rankers.fit(name).scores(query)[0], 0, name);
    }
  }

  @Test
  void anUnknownRankerIsRefused() {
    assertTrue(
        assertThrows(IllegalArgumentException.class, () -> scores("best", List.of()))
            .getMessage()
            .contains("\"best\""));
  }

  private double[] scores(String ranker, List<Item> history) {
    return new Rankers(data, 1)
        .fit(ranker)
        .scores(new Query("u", history, List.of(emma, redOx, blueOx, redHen)));
  }

  private static Interaction choice(String user, Item item) {
    return new Interaction(user, item.id(), 0, Double.NaN);
  }
}
