package dev.lrgd.dual;

import java.util.Arrays;

/**
 * Chooses the demonstrations of one request.
 *
 * <p>With one problem the maximiser of the linear effect is found exactly ({@link Dinkelbach}).
 * With several, their mean is a sum of ratios; it is replaced by the single ratio that agrees with
 * it around the current set, solved exactly, and that again around its solution, keeping the set
 * with the best true mean. From there a local search climbs the objective itself, and again from
 * nothing where the linear effect promised far more than the set is worth.
 */
public final class Selector {
  /** The surrogate settles in two or three rounds; a cycle ends here. */
  private static final int ROUNDS = 4;

  /** Where a set is worth this share of its bound, a second start all but never finds better. */
  private static final double TIGHT = 0.75;

  private Selector() {}

  /** The exact maximiser of one problem's linear effect, or a good set for the mean of several. */
  public static int[] bestLinear(Effects effects, Limits limits) {
    limits.checkSize(effects.size());
    int[] best = {};
    int[] around = {};
    for (int round = 0; round < ROUNDS; round++) {
      int[] next = effects.linear().maximiseAround(limits, around);
      if (effects.linearEffect(next) > effects.linearEffect(best)) {
        best = next;
      }
      if (Arrays.equals(next, around)) {
        break;
      }
      around = next;
    }
    return best;
  }

  /** The best set found for the mean effect, within the limits, in ascending order. */
  public static int[] select(Effects effects, Limits limits) {
    return select(effects, effects, limits);
  }

  /**
   * The best set found for any objective.
   *
   * @param effects where the search starts from
   * @param objective what it climbs, for instance {@code effects.plus(redundancy)}
   * @return a set within the limits, in ascending order; not worth less than 0 where the empty set
   *     is worth 0
   */
  public static int[] select(Effects effects, SetObjective objective, Limits limits) {
    int size = effects.size();
    int[] start = bestLinear(effects, limits);
    LocalSearch fromLinear = new LocalSearch(objective, limits, size, start).climb();
    if (fromLinear.value() >= TIGHT * objective.upperBound(fromLinear.set())) {
      return fromLinear.set();
    }
    LocalSearch fromNothing = new LocalSearch(objective, limits, size).climb();
    return (fromLinear.value() >= fromNothing.value() ? fromLinear : fromNothing).set();
  }
}
