package dev.lrgd.pool;

/** What a store answers to somebody who wants to adapt a pool. */
public sealed interface AdaptationTurn {

  /**
   * Go ahead, nobody else may until {@link PoolStore#publish}, {@link PoolStore#conclude}, {@link
   * PoolStore#goBack} or {@link PoolStore#release}.
   *
   * @param token names this turn; a turn that was taken over can publish nothing
   */
  record Granted(PoolId pool, long token, PoolContents contents) implements AdaptationTurn {}

  /** The run of this scheduled time is over already, and this is what it did. */
  record Done(AdaptationReport report) implements AdaptationTurn {}
}
