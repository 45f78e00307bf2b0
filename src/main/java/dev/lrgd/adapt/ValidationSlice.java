package dev.lrgd.adapt;

import dev.lrgd.space.Interaction;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * The last choice of some users, held out of one version to judge it by. They are drawn among those
 * who chose lately, since a pool must be good now, and anew for each version, so that nobody's
 * choice stays out. What an offline evaluation tests on is never here: the second stage does not
 * see it.
 *
 * @param cases one a user, in the order of their lots, so that any first part of them is a random
 *     one
 * @param training all interactions but those
 */
public record ValidationSlice(List<Case> cases, List<Interaction> training) {
  private static final int SHORTEST = 3;

  /** Of all users who could be asked, at most this part is. */
  private static final int ONE_IN = 10;

  /** Drawn among so many times as many of the latest. */
  private static final int LATEST = 3;

  /**
   * @param history ids of the items before, oldest first
   */
  public record Case(String user, List<String> history, String target) {}

  /**
   * @param interactions a user's oldest first
   * @param number of the version
   */
  public static ValidationSlice of(
      Collection<Interaction> interactions, int number, SecondStageSettings settings) {
    Map<String, List<Interaction>> byUser = new LinkedHashMap<>();
    interactions.forEach(i -> byUser.computeIfAbsent(i.user(), u -> new ArrayList<>()).add(i));
    List<List<Interaction>> histories = new ArrayList<>(byUser.values());
    histories.removeIf(history -> history.size() < SHORTEST);
    int count = Math.min(settings.validationUsers(), histories.size() / ONE_IN);
    if (count < settings.leastValidationUsers()) {
      return new ValidationSlice(List.of(), List.copyOf(interactions));
    }
    histories.sort(Comparator.comparingLong(history -> -last(history).time()));
    List<List<Interaction>> drawn =
        histories.subList(0, Math.min(histories.size(), LATEST * count)).stream()
            .sorted(Comparator.comparingLong(h -> lot(last(h).user(), number, settings.seed())))
            .limit(count)
            .toList();
    List<Case> cases = drawn.stream().map(ValidationSlice::asCase).toList();
    drawn.forEach(history -> history.remove(history.size() - 1));
    return new ValidationSlice(cases, byUser.values().stream().flatMap(List::stream).toList());
  }

  private static Interaction last(List<Interaction> history) {
    return history.get(history.size() - 1);
  }

  private static Case asCase(List<Interaction> history) {
    List<String> items = history.stream().map(Interaction::item).toList();
    int last = items.size() - 1;
    return new Case(last(history).user(), items.subList(0, last), items.get(last));
  }

  private static long lot(String user, int number, long seed) {
    return new SplittableRandom(31 * (31 * seed + number) + user.hashCode()).nextLong();
  }
}
