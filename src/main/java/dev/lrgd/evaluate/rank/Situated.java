package dev.lrgd.evaluate.rank;

import dev.lrgd.recommend.DualModelRanker;
import dev.lrgd.recommend.Selection;
import dev.lrgd.recommend.Situation;
import dev.lrgd.space.PlacedItem;
import java.util.List;

/** A query in the item space, with the demonstrations that were selected for it. */
record Situated(Situation situation, Selection selection, List<PlacedItem> candidates) {

  double[] dualModelScores() {
    return new DualModelRanker().scores(situation, selection, candidates);
  }
}
