package dev.lrgd.evaluate.rank;

import dev.lrgd.evaluate.data.DataSet;
import dev.lrgd.space.Interaction;
import dev.lrgd.space.Item;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Items whose users are those of the history (Sarwar et al. 2001): the sum over the history of
 * {@code |U_h n U_c| / sqrt(|U_h| |U_c|)}, with U the users of an item, and of popularity just
 * enough to order what has no user in common with the history.
 */
final class ItemKnnRanker implements ListRanker {
  private static final double POPULARITY_WEIGHT = 0.01;
  private static final int[] NOBODY = {};

  /** The users of each item as ascending numbers, each once. */
  private final Map<String, int[]> users = new HashMap<>();

  private final PopularityRanker popularity;

  ItemKnnRanker(DataSet training) {
    popularity = new PopularityRanker(training);
    Map<String, Integer> numbers = new LinkedHashMap<>();
    Map<String, Growing> growing = new HashMap<>();
    for (Interaction interaction : training.interactions()) {
      int user = numbers.computeIfAbsent(interaction.user(), any -> numbers.size());
      growing.computeIfAbsent(interaction.item(), any -> new Growing()).add(user);
    }
    growing.forEach((item, list) -> users.put(item, list.ascending()));
  }

  @Override
  public double[] scores(Query query) {
    return query.candidates().stream().mapToDouble(c -> score(query, c)).toArray();
  }

  private double score(Query query, Item candidate) {
    int[] choosers = users.getOrDefault(candidate.id(), NOBODY);
    double score = POPULARITY_WEIGHT * Math.log1p(popularity.count(candidate));
    for (Item item : query.history()) {
      int[] others = users.getOrDefault(item.id(), NOBODY);
      int common = common(choosers, others);
      if (common > 0) {
        score += common / Math.sqrt((double) choosers.length * others.length);
      }
    }
    return score;
  }

  private static int common(int[] a, int[] b) {
    int common = 0;
    int i = 0;
    int j = 0;
    while (i < a.length && j < b.length) {
      if (a[i] == b[j]) {
        common++;
        i++;
        j++;
      } else if (a[i] < b[j]) {
        i++;
      } else {
        j++;
      }
    }
    return common;
  }

  private static final class Growing {
    private int[] values = new int[4];
    private int size;

    void add(int value) {
      if (size == values.length) {
        values = Arrays.copyOf(values, 2 * size);
      }
      values[size++] = value;
    }

    int[] ascending() {
      return Arrays.stream(values, 0, size).sorted().distinct().toArray();
    }
  }
}
