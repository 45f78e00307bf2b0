package dev.lrgd.recommend;

import dev.lrgd.space.PlacedItem;
import java.util.List;

/** Scores candidates; more is better. */
public interface Ranker {
  /** The ranker's name in requests, answers and reports. */
  String name();

  /** One score per candidate, in their order. */
  double[] scores(Situation situation, Selection selection, List<PlacedItem> candidates);
}
