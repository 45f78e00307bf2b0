package dev.lrgd.pool;

import dev.lrgd.space.Interaction;
import dev.lrgd.space.Item;
import java.util.List;
import java.util.Map;

/**
 * What one request sees of a pool, read at one moment.
 *
 * @param version the active version; {@link PoolVersion#none} before the first adaptation
 * @param staged of the items asked about and those in the history, the ones PUT since the version
 *     was made and unknown to it
 * @param history what the user asked about has chosen, oldest first; empty for a stranger, and when
 *     nobody was asked about
 * @param degraded why this may not be the pool's present state; empty when it is
 */
public record PoolView(
    PoolVersion version,
    Map<String, Item> staged,
    List<Interaction> history,
    List<String> degraded) {
  public PoolView {
    staged = Map.copyOf(staged);
    history = List.copyOf(history);
    degraded = List.copyOf(degraded);
  }

  /** The version and nothing else. */
  public static PoolView of(PoolVersion version) {
    return new PoolView(version, Map.of(), List.of(), List.of());
  }
}
