package dev.lrgd.pool;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * A pool at a glance.
 *
 * @param active the version that answers; empty before the first adaptation
 * @param items how many items were PUT, staged ones included
 * @param interactions how many interactions were PUT, staged ones included
 * @param stagedItems how many of the items wait for the next adaptation
 * @param stagedInteractions how many of the interactions do
 * @param vectorLength how long the callers' own item vectors are; empty while there are none
 * @param lastAdaptation the latest report
 */
public record PoolStatus(
    PoolId pool,
    Optional<VersionSummary> active,
    int items,
    int interactions,
    int stagedItems,
    int stagedInteractions,
    OptionalInt vectorLength,
    Optional<AdaptationReport> lastAdaptation) {

  // Stores count what was changed, whether it came to stay or not: a rating that changed twice, the
  // interactions of a user who was erased since.
  public PoolStatus {
    stagedInteractions = Math.min(stagedInteractions, interactions);
  }
}
