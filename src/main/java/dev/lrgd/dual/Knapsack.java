package dev.lrgd.dual;

import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.IntStream;

/**
 * Exact maximiser of a sum of gains within limits on count and cost.
 *
 * <p>Without a budget it is the largest positive gains. With one it is the 0/1 knapsack with a
 * cardinality limit, by dynamic programming over (count, cost) in O(m k B) for m items. Items that
 * k others dominate (no smaller gain, no larger cost) are left out first: a set of at most k that
 * holds such an item misses one of its dominators, and exchanging the two loses nothing. For small
 * k that leaves a few dozen of hundreds.
 */
final class Knapsack {
  private static final long MOST_WORK = 1L << 28;

  private Knapsack() {}

  /** The best set in ascending order; only positive gains, ties towards smaller indices. */
  static int[] maximise(double[] gains, Limits limits) {
    int[] best = largest(gains, limits.count());
    if (!limits.allow(best)) {
      int[] byGain = largest(gains, gains.length);
      best = withinBudget(undominated(byGain, limits), gains, limits);
    }
    Arrays.sort(best);
    return best;
  }

  /** The items of the most largest positive gains, largest first, by insertion. */
  private static int[] largest(double[] gains, int most) {
    int[] items = new int[Math.min(most, gains.length)];
    int size = 0;
    for (int d = 0; d < gains.length; d++) {
      int place = size;
      while (place > 0 && gains[items[place - 1]] < gains[d]) {
        place--;
      }
      if (gains[d] > 0 && place < items.length) {
        size = Math.min(size + 1, items.length);
        System.arraycopy(items, place, items, place + 1, size - place - 1);
        items[place] = d;
      }
    }
    return Arrays.copyOf(items, size);
  }

  /** Those affordable items, largest gain first, that fewer than count others dominate. */
  private static int[] undominated(int[] byGain, Limits limits) {
    int[] kept = new int[byGain.length];
    int size = 0;
    for (int d : byGain) {
      int dominators = 0;
      for (int i = 0; i < size && dominators < limits.count(); i++) {
        dominators += limits.cost(kept[i]) <= limits.cost(d) ? 1 : 0;
      }
      if (limits.cost(d) <= limits.budget() && dominators < limits.count()) {
        kept[size++] = d;
      }
    }
    return Arrays.copyOf(kept, size);
  }

  private static int[] withinBudget(int[] items, double[] gains, Limits limits) {
    int most = Math.min(limits.count(), items.length);
    long width = 1L + Math.min(limits.budget(), Arrays.stream(items).mapToLong(limits::cost).sum());
    if (width * (most + 1) * Math.max(1, items.length) > MOST_WORK) {
      throw new IllegalArgumentException("budget is too fine for this many demonstrations");
    }
    return new Table(most, (int) width, items, gains, limits).solve();
  }

  /** best[c * width + w]: the largest gain of c items or fewer that cost w or less. */
  private static final class Table {
    private final int most;
    private final int width;
    private final int[] items;
    private final double[] gains;
    private final Limits limits;
    private final double[] best;
    private final BitSet[] taken;

    Table(int most, int width, int[] items, double[] gains, Limits limits) {
      this.most = most;
      this.width = width;
      this.items = items;
      this.gains = gains;
      this.limits = limits;
      this.best = new double[(most + 1) * width];
      this.taken = new BitSet[items.length];
    }

    int[] solve() {
      for (int i = 0; i < items.length; i++) {
        taken[i] = new BitSet();
        consider(i);
      }
      return backtrack();
    }

    /** Downwards in count and cost, so that an item is taken once. */
    private void consider(int i) {
      int cost = limits.cost(items[i]);
      for (int c = most; c > 0; c--) {
        for (int w = width - 1; w >= cost; w--) {
          double with = best[(c - 1) * width + w - cost] + gains[items[i]];
          if (with > best[c * width + w]) {
            best[c * width + w] = with;
            taken[i].set(c * width + w);
          }
        }
      }
    }

    private int[] backtrack() {
      IntStream.Builder set = IntStream.builder();
      int c = most;
      int w = width - 1;
      for (int i = items.length - 1; i >= 0; i--) {
        if (taken[i].get(c * width + w)) {
          set.add(items[i]);
          c--;
          w -= limits.cost(items[i]);
        }
      }
      return set.build().toArray();
    }
  }
}
