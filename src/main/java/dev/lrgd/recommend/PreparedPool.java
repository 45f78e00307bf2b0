package dev.lrgd.recommend;

import dev.lrgd.pool.PoolVersion;
import dev.lrgd.space.ItemSpace;

/**
 * What a pool version needs to answer fast, made once: its demonstrations indexed, its prior laid
 * out for the scan.
 */
record PreparedPool(
    ItemSpace space,
    DemonstrationIndex demonstrations,
    CandidateGenerator candidates,
    SelectionStrategy firstStage,
    PromptStage promptStage) {

  static PreparedPool of(
      PoolVersion version,
      FirstStageSettings settings,
      PromptStage.Settings ofPrompts,
      DemonstrationIndex index) {
    ItemSpace space = version.space();
    return new PreparedPool(
        space,
        index,
        new CandidateGenerator(space),
        new FirstStage(index, settings, version.number()),
        new PromptStage(index, ofPrompts));
  }
}
