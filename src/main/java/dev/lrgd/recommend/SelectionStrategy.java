package dev.lrgd.recommend;

/** A way to choose demonstrations for a request. */
@FunctionalInterface
public interface SelectionStrategy {
  /**
   * @param count how many at most; 0 selects none
   */
  Selection select(Situation situation, int count);
}
