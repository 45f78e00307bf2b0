package dev.lrgd.pool;

import dev.lrgd.space.Interaction;
import dev.lrgd.space.Item;
import java.util.List;

/**
 * Everything an adaptation works on, read at one moment. What is PUT later stays staged.
 *
 * @param items the whole catalogue, in the order of ids
 * @param interactions all of them, user by user in the order of ids; a user's oldest first
 * @param active what answers now; {@link PoolVersion#none} before the first adaptation
 * @param nextNumber the number that the next version will bear
 */
public record PoolContents(
    List<Item> items, List<Interaction> interactions, PoolVersion active, int nextNumber) {
  public PoolContents {
    items = List.copyOf(items);
    interactions = List.copyOf(interactions);
  }
}
