package dev.lrgd.pool;

import dev.lrgd.space.Interaction;
import dev.lrgd.space.Item;
import java.util.List;

/**
 * Everything an adaptation works on, read at one moment. What is PUT later stays staged.
 *
 * @param items the whole catalogue, in the order of ids
 * @param interactions the newest, user by user in the order of ids; a user's oldest first
 * @param older how many older ones the pool holds beside them
 * @param active what answers now; {@link PoolVersion#none} before the first adaptation
 * @param nextNumber the number that the next version will bear
 */
public record PoolContents(
    List<Item> items,
    List<Interaction> interactions,
    long older,
    PoolVersion active,
    int nextNumber) {

  public PoolContents(
      List<Item> items, NewestInteractions interactions, PoolVersion active, int nextNumber) {
    this(items, interactions.all(), interactions.older(), active, nextNumber);
  }

  public PoolContents {
    items = List.copyOf(items);
    interactions = List.copyOf(interactions);
  }
}
