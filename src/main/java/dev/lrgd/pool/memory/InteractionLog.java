package dev.lrgd.pool.memory;

import dev.lrgd.pool.StoreRefusal;
import dev.lrgd.space.Interaction;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The interactions of one pool, by user. The caller sees to it that only one thread writes; a
 * reader sees a user's interactions before or after a write.
 */
final class InteractionLog {

  /** What makes two interactions of a user the same. */
  private record Key(String item, long time) {
    static Key of(Interaction interaction) {
      return new Key(interaction.item(), interaction.time());
    }
  }

  private final int maximum;
  private final Map<String, List<Interaction>> byUser = new ConcurrentHashMap<>();
  private int size;
  private int staged;
  private int folding;

  InteractionLog(int maximum) {
    this.maximum = maximum;
  }

  int size() {
    return size;
  }

  int staged() {
    return staged + folding;
  }

  /** Oldest first; those of the same time in the order of arrival. */
  List<Interaction> of(String user) {
    return byUser.getOrDefault(user, List.of());
  }

  /** In the order of the users' ids, so that a fit does not depend on who PUT first. */
  List<Interaction> all() {
    return new TreeMap<>(byUser).values().stream().flatMap(Collection::stream).toList();
  }

  void stage(List<Interaction> added) {
    Optional<Map<String, List<Interaction>>> logs = logsOfNewUsers(added);
    if (logs.isPresent()) {
      requireRoomFor(added.size());
      byUser.putAll(logs.get());
      size += added.size();
      staged += added.size();
    } else {
      stage(added, (interaction, log) -> Optional.of(interaction));
    }
  }

  /**
   * Those who come user by user and in order of time, and of whom nothing is here, need no look for
   * what is the same: the sample pool, with which each start begins, and who PUTs a file once.
   */
  private Optional<Map<String, List<Interaction>>> logsOfNewUsers(List<Interaction> added) {
    Map<String, List<Interaction>> logs = new HashMap<>();
    int begin = 0;
    while (begin < added.size()) {
      String user = added.get(begin).user();
      int end = begin + 1;
      for (; end < added.size() && added.get(end).user().equals(user); end++) {
        if (added.get(end).time() <= added.get(end - 1).time()) {
          return Optional.empty();
        }
      }
      List<Interaction> log = List.copyOf(added.subList(begin, end));
      if (byUser.containsKey(user) || logs.put(user, log) != null) {
        return Optional.empty();
      }
      begin = end;
    }
    return Optional.of(logs);
  }

  /** Each where it belongs on its user's scale of time. */
  void stageChoices(List<Interaction> choices) {
    stage(choices, ChoiceTime::place);
  }

  private interface Placing {
    Optional<Interaction> place(Interaction added, Collection<Interaction> log);
  }

  private void stage(List<Interaction> added, Placing placing) {
    Map<String, Map<Key, Interaction>> merged = new HashMap<>();
    int fresh = 0;
    int changed = 0;
    for (Interaction one : added) {
      Map<Key, Interaction> log = merged.computeIfAbsent(one.user(), user -> keyed(of(user)));
      Optional<Interaction> placed = placing.place(one, log.values());
      if (placed.isEmpty()) {
        continue;
      }
      Interaction before = log.put(Key.of(placed.get()), placed.get());
      fresh += before == null ? 1 : 0;
      changed += before == null || !sameRating(before, placed.get()) ? 1 : 0;
    }
    requireRoomFor(fresh);
    merged.forEach((user, log) -> byUser.put(user, ordered(log.values())));
    size += fresh;
    staged += changed;
  }

  private void requireRoomFor(int fresh) {
    if ((long) size + fresh > maximum) {
      throw new StoreRefusal.QuotaExceeded("A pool holds at most " + maximum + " interactions.");
    }
  }

  int erase(String user) {
    List<Interaction> erased = byUser.remove(user);
    int count = erased == null ? 0 : erased.size();
    size -= count;
    return count;
  }

  void beginFold() {
    folding = staged;
    staged = 0;
  }

  void endFold(boolean done) {
    if (!done) {
      staged += folding;
    }
    folding = 0;
  }

  private static Map<Key, Interaction> keyed(List<Interaction> log) {
    Map<Key, Interaction> keyed = new LinkedHashMap<>();
    log.forEach(interaction -> keyed.put(Key.of(interaction), interaction));
    return keyed;
  }

  private static List<Interaction> ordered(Collection<Interaction> log) {
    List<Interaction> ordered = new ArrayList<>(log);
    ordered.sort(Comparator.comparingLong(Interaction::time));
    return List.copyOf(ordered);
  }

  private static boolean sameRating(Interaction a, Interaction b) {
    return Double.compare(a.rating(), b.rating()) == 0;
  }
}
