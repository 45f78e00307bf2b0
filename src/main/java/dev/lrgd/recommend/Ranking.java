package dev.lrgd.recommend;

import dev.lrgd.space.PlacedItem;
import java.util.Arrays;
import java.util.List;

/**
 * Candidates in descending order of score; equal scores keep the candidates' order.
 *
 * @param items best first
 * @param scores of the items, descending
 * @param order of the items, as indices of the candidates
 */
public record Ranking(List<PlacedItem> items, double[] scores, int[] order) {

  /**
   * @param limit how many at most
   */
  public static Ranking of(List<PlacedItem> candidates, double[] scores, int limit) {
    int[] order = TopK.of(scores, limit, c -> true);
    return new Ranking(
        Arrays.stream(order).mapToObj(candidates::get).toList(),
        Arrays.stream(order).mapToDouble(c -> scores[c]).toArray(),
        order);
  }
}
