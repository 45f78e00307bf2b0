package dev.lrgd.recommend;

import dev.lrgd.space.PlacedItem;
import java.util.List;

/** Ranks by the popularity prior alone: all there is to go by for a user without history. */
public final class PopularityRanker implements Ranker {
  public static final String NAME = "popularity";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public double[] scores(Situation situation, Selection selection, List<PlacedItem> candidates) {
    return candidates.stream().mapToDouble(PlacedItem::priorScore).toArray();
  }
}
