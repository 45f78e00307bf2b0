package dev.lrgd.pool.memory;

import dev.lrgd.pool.StoreRefusal;
import dev.lrgd.space.Item;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The items of one pool. The caller sees to it that only one thread writes. */
final class Catalogue {

  private final int maximum;
  private final Map<String, Item> items = new ConcurrentHashMap<>();
  private Set<String> staged = new HashSet<>();
  private Set<String> folding = new HashSet<>();
  private OptionalInt vectorLength = OptionalInt.empty();

  Catalogue(int maximum) {
    this.maximum = maximum;
  }

  int size() {
    return items.size();
  }

  int staged() {
    return staged.size() + folding.size();
  }

  OptionalInt vectorLength() {
    return vectorLength;
  }

  Optional<Item> find(String id) {
    return Optional.ofNullable(items.get(id));
  }

  /** In the order of their ids, so that a fit does not depend on who PUT first. */
  List<Item> all() {
    return items.values().stream().sorted(Comparator.comparing(Item::id)).toList();
  }

  void stage(List<Item> added) {
    Map<String, Item> changed = new HashMap<>();
    OptionalInt length = vectorLength;
    int fresh = 0;
    for (Item item : added) {
      length = commonLength(length, item);
      Item before = items.get(item.id());
      if (before == null && !changed.containsKey(item.id())) {
        fresh++;
      }
      if (before == null || changed.containsKey(item.id()) || !same(before, item)) {
        changed.put(item.id(), item);
      }
    }
    if (items.size() + fresh > maximum) {
      throw new StoreRefusal.QuotaExceeded("A pool holds at most " + maximum + " items.");
    }
    vectorLength = length;
    items.putAll(changed);
    staged.addAll(changed.keySet());
    folding.removeAll(changed.keySet());
  }

  void beginFold() {
    folding = staged;
    staged = new HashSet<>();
  }

  void endFold(boolean done) {
    if (!done) {
      staged.addAll(folding);
    }
    folding = new HashSet<>();
  }

  // Lines are checked one by one before they get here; this catches two callers who introduce
  // vectors of different lengths at the same moment.
  private static OptionalInt commonLength(OptionalInt length, Item item) {
    if (item.vector() == null) {
      return length;
    }
    if (length.isPresent() && length.getAsInt() != item.vector().length) {
      throw new StoreRefusal.Conflict(
          "The vectors of this pool have %d numbers, not %d."
              .formatted(length.getAsInt(), item.vector().length));
    }
    return OptionalInt.of(item.vector().length);
  }

  private static boolean same(Item a, Item b) {
    return a.title().equals(b.title())
        && java.util.Objects.equals(a.brand(), b.brand())
        && java.util.Objects.equals(a.category(), b.category())
        && Arrays.equals(a.vector(), b.vector());
  }
}
