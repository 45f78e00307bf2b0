package dev.lrgd.recommend;

import dev.lrgd.space.ItemSpace;
import dev.lrgd.space.PlacedItem;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * The best of the whole catalogue for an output of the dual model: every item is scored, s_c(o) =
 * E_c.o + prior_c, and the best are kept. Nothing is left out but what the caller excludes, not
 * even what the user already has.
 */
public final class CandidateGenerator {
  private final ItemSpace space;

  public CandidateGenerator(ItemSpace space) {
    this.space = space;
  }

  /**
   * @param output of the dual model; zeros ask for the prior's best
   * @param n how many at most
   * @param admissible which catalogue indices may come
   * @return best first, ties in catalogue order
   */
  public List<PlacedItem> best(double[] output, int n, IntPredicate admissible) {
    double[] scores = space.scores(output);
    return Arrays.stream(TopK.of(scores, n, admissible)).mapToObj(space::place).toList();
  }
}
