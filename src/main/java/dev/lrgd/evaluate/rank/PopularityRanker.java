package dev.lrgd.evaluate.rank;

import dev.lrgd.evaluate.data.DataSet;
import dev.lrgd.space.Item;
import java.util.HashMap;
import java.util.Map;

/** What most interactions chose. */
final class PopularityRanker implements ListRanker {
  private final Map<String, Integer> counts = new HashMap<>();

  PopularityRanker(DataSet training) {
    training.interactions().forEach(i -> counts.merge(i.item(), 1, Integer::sum));
  }

  @Override
  public double[] scores(Query query) {
    return query.candidates().stream().mapToDouble(this::count).toArray();
  }

  int count(Item item) {
    return counts.getOrDefault(item.id(), 0);
  }
}
