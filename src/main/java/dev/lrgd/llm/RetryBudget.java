package dev.lrgd.llm;

/**
 * How many retries there may be: every first call earns a share of one, and at most one is saved up
 * (retry budgets after Finagle). So n requests make at most (1 + share) n + 1 calls, however much
 * fails.
 */
final class RetryBudget {
  private final double share;
  private double saved;

  /**
   * @param share retries per first call, in [0, 1]
   */
  RetryBudget(double share) {
    this.share = share;
  }

  synchronized void earn() {
    saved = Math.min(1, saved + share);
  }

  synchronized boolean spend() {
    // Ten tenths are a little less than one.
    if (saved < 1 - 1e-9) {
      return false;
    }
    saved = 0;
    return true;
  }
}
