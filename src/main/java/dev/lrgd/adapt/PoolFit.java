package dev.lrgd.adapt;

import dev.lrgd.pool.Demonstration;
import dev.lrgd.space.FitSettings;
import dev.lrgd.space.Interaction;
import dev.lrgd.space.Item;
import dev.lrgd.space.ItemSpace;
import java.util.Collection;
import java.util.List;

/**
 * What an adaptation makes of items and interactions, without a store or a clock.
 *
 * @param space of the items
 * @param demonstrations with the effect that each has in general
 */
public record PoolFit(ItemSpace space, List<Demonstration> demonstrations) {

  /** The defaults of {@link AdaptConfig}. */
  public static final int MAX_DEMONSTRATIONS = 10_000;

  public static final int DEMONSTRATION_HISTORY = 20;

  /**
   * Fits a pool; the same input gives the same fit.
   *
   * @param interactions with these items only
   * @param maxDemonstrations how many demonstrations at most
   * @param demonstrationHistory how many items before its target one remembers
   */
  public static PoolFit of(
      Collection<Item> items,
      Collection<Interaction> interactions,
      int maxDemonstrations,
      int demonstrationHistory) {
    ItemSpace space = ItemSpace.fit(items, interactions, FitSettings.defaults());
    List<Demonstration> demonstrations =
        new DemonstrationBuilder(maxDemonstrations, demonstrationHistory)
            .build(interactions, item -> true);
    return new PoolFit(space, ProbeEffects.measured(space, demonstrations));
  }
}
