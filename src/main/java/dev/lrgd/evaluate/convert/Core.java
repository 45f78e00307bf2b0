package dev.lrgd.evaluate.convert;

import dev.lrgd.space.Interaction;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The k-core: the largest set of interactions in which every user and every item has at least k.
 * Dropping a user may leave an item short and the other way round, so it is repeated until nothing
 * changes.
 */
final class Core {
  private Core() {}

  static List<Interaction> of(int k, List<Interaction> interactions) {
    List<Interaction> core = interactions;
    int before;
    do {
      before = core.size();
      Map<String, Integer> users = counts(core, Interaction::user);
      Map<String, Integer> items = counts(core, Interaction::item);
      core =
          core.stream().filter(i -> users.get(i.user()) >= k && items.get(i.item()) >= k).toList();
    } while (core.size() < before);
    return core;
  }

  private static Map<String, Integer> counts(
      List<Interaction> interactions, Function<Interaction, String> key) {
    Map<String, Integer> counts = new HashMap<>();
    interactions.forEach(i -> counts.merge(key.apply(i), 1, Integer::sum));
    return counts;
  }
}
