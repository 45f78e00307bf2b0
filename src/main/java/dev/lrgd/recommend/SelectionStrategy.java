package dev.lrgd.recommend;

/** A way to choose demonstrations for a request. */
@FunctionalInterface
public interface SelectionStrategy {
  /**
   * @param count how many at most; 0 selects none
   */
  Selection select(Situation situation, int count);

  /** The same, of demonstrations that a prompt has room for. */
  default Selection select(Situation situation, int count, TokenBudget budget) {
    return select(situation, count);
  }
}
