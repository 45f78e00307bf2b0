package dev.lrgd.pool;

import dev.lrgd.space.Item;
import java.util.Map;

/**
 * What one request sees of a pool, read at one moment.
 *
 * @param version the active version; {@link PoolVersion#none} before the first adaptation
 * @param staged of the items asked about, those PUT since the version was made and unknown to it
 */
public record PoolView(PoolVersion version, Map<String, Item> staged) {
  public PoolView {
    staged = Map.copyOf(staged);
  }
}
