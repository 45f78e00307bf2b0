package dev.lrgd.pool;

import dev.lrgd.space.Interaction;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * The newest interactions of a pool, in memory for no more than these however many there are. Of
 * the same time, those of the first users stay, and of one user what arrived last: which ones stay
 * does not depend on the order of users.
 */
public final class NewestInteractions {
  private static final Comparator<Arrived> BY_USER =
      Comparator.comparing((Arrived a) -> a.interaction.user()).thenComparingLong(a -> a.arrival);

  private static final Comparator<Arrived> OLDEST_FIRST =
      Comparator.comparingLong((Arrived a) -> a.interaction.time())
          .thenComparing(a -> a.interaction.user(), Comparator.reverseOrder())
          .thenComparingLong(a -> a.arrival);

  private final int atMost;
  private final PriorityQueue<Arrived> newest = new PriorityQueue<>(OLDEST_FIRST);
  private long arrivals;

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
    return newest.stream().sorted(BY_USER).map(Arrived::interaction).toList();
  }

  /** How many were older and are not kept. */
  public long older() {
    return arrivals - newest.size();
  }
}
