package dev.lrgd.dual;

/**
 * How much a selection may hold: at most {@code count} demonstrations and, where costs are given,
 * at most {@code budget} of them together (prompt tokens, say).
 */
public final class Limits {
  private final int count;
  private final int[] costs;
  private final int budget;

  private Limits(int count, int[] costs, int budget) {
    this.count = count;
    this.costs = costs;
    this.budget = budget;
  }

  /** At most so many demonstrations, whatever they cost. */
  public static Limits atMost(int count) {
    return new Limits(Check.atLeast(count, 0, "number of demonstrations"), null, 0);
  }

  /**
   * The same limit on the count, and a budget.
   *
   * @param budget at least 0
   * @param costs the cost of each demonstration, at least 0
   */
  public Limits within(int budget, int... costs) {
    for (int d = 0; d < costs.length; d++) {
      Check.atLeast(costs[d], 0, "cost of demonstration " + d);
    }
    return new Limits(count, costs.clone(), Check.atLeast(budget, 0, "budget"));
  }

  public int count() {
    return count;
  }

  boolean hasBudget() {
    return costs != null;
  }

  int budget() {
    return budget;
  }

  int cost(int demonstration) {
    return costs[demonstration];
  }

  void checkSize(int size) {
    if (hasBudget()) {
      Check.same(costs.length, size, "number of costs");
    }
  }

  /** Whether a set keeps the limits. */
  public boolean allow(int... set) {
    return set.length <= count && cost(set) <= budget;
  }

  boolean allowJoining(int[] base, int joining) {
    return base.length < count && cost(base) + cost(new int[] {joining}) <= budget;
  }

  private long cost(int[] set) {
    long cost = 0;
    if (hasBudget()) {
      for (int d : set) {
        cost += costs[d];
      }
    }
    return cost;
  }
}
