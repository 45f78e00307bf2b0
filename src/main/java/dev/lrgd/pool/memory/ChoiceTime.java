package dev.lrgd.pool.memory;

import dev.lrgd.space.Interaction;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/**
 * Where a choice from a recommendation stands among the interactions that a caller timed.
 *
 * <p>A choice has seconds; a caller may count milliseconds, or only what comes before what. Told by
 * the digits of the user's newest time: from 9 to 11 are seconds (1973 to 5138), 12 to 14
 * milliseconds, 15 to 17 microseconds, more nanoseconds, and the choice is put on that scale. Fewer
 * only count: the choice is as new as the newest one, and an item is then chosen once. The store in
 * Redis does the same in {@code stage-interactions.lua}.
 */
final class ChoiceTime {
  private static final int LEAST_SECONDS = 9;
  private static final int MOST_SECONDS = 11;
  private static final int STEP = 3;
  private static final int NANOSECONDS = 9;

  private ChoiceTime() {}

  /**
   * @param choice in seconds
   * @param log the user's interactions
   * @return empty where the choice is among them already
   */
  static Optional<Interaction> place(Interaction choice, Collection<Interaction> log) {
    Optional<Interaction> newest = log.stream().max(Comparator.comparingLong(Interaction::time));
    if (newest.isEmpty()) {
      return Optional.of(choice);
    }
    int digits = newest.get().time() <= 0 ? 0 : Long.toString(newest.get().time()).length();
    if (digits < LEAST_SECONDS) {
      boolean known = log.stream().anyMatch(i -> i.item().equals(choice.item()));
      return known ? Optional.empty() : Optional.of(at(choice, newest.get().time()));
    }
    Interaction placed = at(choice, choice.time() * unitsPerSecond(digits));
    // In seconds it was placed before the caller showed another scale.
    boolean known =
        log.stream()
            .filter(i -> i.item().equals(choice.item()))
            .anyMatch(i -> i.time() == placed.time() || i.time() == choice.time());
    return known ? Optional.empty() : Optional.of(placed);
  }

  private static long unitsPerSecond(int digits) {
    long units = 1;
    int zeros = 0;
    for (int most = MOST_SECONDS; digits > most && zeros < NANOSECONDS; most += STEP) {
      units *= 1000;
      zeros += STEP;
    }
    return units;
  }

  private static Interaction at(Interaction choice, long time) {
    return new Interaction(choice.user(), choice.item(), time, choice.rating());
  }
}
