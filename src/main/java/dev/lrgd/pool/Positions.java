package dev.lrgd.pool;

import java.util.List;

/**
 * Where demonstrations are in their list, by id. A start makes one for the whole sample pool, so it
 * is a table of numbers instead of a map, which takes an object for each of them.
 */
final class Positions {
  private final List<Demonstration> demonstrations;

  /** Position + 1, at the hash code of the id or behind it; 0 is free. At least half are free. */
  private final int[] table;

  /**
   * @throws IllegalArgumentException if an id occurs twice
   */
  Positions(List<Demonstration> demonstrations) {
    this.demonstrations = demonstrations;
    this.table = new int[Integer.highestOneBit(demonstrations.size() * 2 + 1) * 2];
    for (int i = 0; i < demonstrations.size(); i++) {
      String id = demonstrations.get(i).id();
      int slot = slot(id);
      if (table[slot] != 0) {
        throw new IllegalArgumentException("demonstration " + id + " occurs twice");
      }
      table[slot] = i + 1;
    }
  }

  /** -1 when unknown. */
  int of(String id) {
    return table[slot(id)] - 1;
  }

  /** Of the id, or the free one where it would be. */
  private int slot(String id) {
    int hash = id.hashCode() * 0x9E3779B9; // Ids that are counted up are spread.
    int slot = (hash ^ hash >>> 16) & (table.length - 1);
    while (table[slot] != 0 && !demonstrations.get(table[slot] - 1).id().equals(id)) {
      slot = (slot + 1) & (table.length - 1);
    }
    return slot;
  }
}
