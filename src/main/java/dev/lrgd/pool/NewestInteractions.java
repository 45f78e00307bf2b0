package dev.lrgd.pool;

import dev.lrgd.space.Interaction;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * The newest interactions of a pool, in memory for no more than these however many there are. Of
 * the same time, those of the first users stay, and of one user what arrived last: which ones stay
 * does not depend on the order of users.
 */
public final class NewestInteractions {
  private static final Comparator<Interaction> BY_USER =
      (a, b) -> a.user() == b.user() ? 0 : a.user().compareTo(b.user());

  private static final Comparator<Arrived> OLDEST_FIRST =
      Comparator.comparingLong((Arrived a) -> a.interaction.time())
          .thenComparing(a -> a.interaction.user(), Comparator.reverseOrder())
          .thenComparingLong(a -> a.arrival);

  private final int atMost;
  private long arrivals;

  /** All there are, as they arrived, until there are more. */
  private List<Interaction> all = new ArrayList<>();

  /** Null until then: most pools, the sample among them, need none. */
  private PriorityQueue<Arrived> newest;

  private record Arrived(Interaction interaction, long arrival) {}

  /**
   * @param atMost how many are kept, at least 1
   */
  public NewestInteractions(int atMost) {
    this.atMost = atMost;
  }

  /**
   * @param interactions of one user or of several, one user's oldest first
   */
  public NewestInteractions addAll(List<Interaction> interactions) {
    if (newest == null && all.size() + (long) interactions.size() <= atMost) {
      all.addAll(interactions);
      arrivals += interactions.size();
      return this;
    }
    if (newest == null) {
      newest = new PriorityQueue<>(OLDEST_FIRST);
      for (int i = 0; i < all.size(); i++) {
        newest.add(new Arrived(all.get(i), i));
      }
      all = List.of();
    }
    for (Interaction interaction : interactions) {
      newest.add(new Arrived(interaction, arrivals++));
      if (newest.size() > atMost) {
        newest.remove();
      }
    }
    return this;
  }

  /** User by user in the order of ids; a user's oldest first. */
  public List<Interaction> all() {
    List<Interaction> sorted = new ArrayList<>(all);
    if (newest != null) {
      newest.stream()
          .sorted(Comparator.comparingLong(Arrived::arrival))
          .map(Arrived::interaction)
          .forEach(sorted::add);
    }
    sorted.sort(BY_USER); // Who arrived first stays first.
    return List.copyOf(sorted);
  }

  /** How many were older and are not kept. */
  public long older() {
    return arrivals - (newest == null ? all.size() : newest.size());
  }
}
