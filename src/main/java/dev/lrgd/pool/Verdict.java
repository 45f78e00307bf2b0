package dev.lrgd.pool;

/** How an adaptation ended (theory.md 6.4). */
public enum Verdict {
  /** The proposed version was published. */
  COMMITTED,
  /**
   * The proposed demonstrations were not shown to be as good as the active ones, and wait for more
   * evidence. What was PUT is folded in all the same where there was something. Where nothing came
   * in at all, none were proposed.
   */
  HELD,
  /** An alarm: the proposed demonstrations were dropped, and the next steps are smaller. */
  ROLLED_BACK,
  /** A second alarm in a row: equal weights, and no demonstration shown until some help again. */
  RESET
}
