package dev.lrgd.recommend;

import dev.lrgd.dual.Limits;
import dev.lrgd.pool.Demonstration;
import java.util.Arrays;
import java.util.function.ToIntFunction;

/**
 * What a prompt has room for. It goes into the exact selection as the budget of a knapsack: a long
 * demonstration must be worth what two short ones would be.
 *
 * @param tokens of all demonstrations together
 * @param cost of one
 */
public record TokenBudget(int tokens, ToIntFunction<Demonstration> cost) {

  /** Where nobody reads the demonstrations but the dual model. */
  public static final TokenBudget UNLIMITED = new TokenBudget(Integer.MAX_VALUE, d -> 0);

  boolean isUnlimited() {
    return tokens == Integer.MAX_VALUE;
  }

  Limits limits(int count, DemonstrationIndex index, int[] retrieved) {
    Limits limits = Limits.atMost(count);
    return isUnlimited()
        ? limits
        : limits.within(
            tokens,
            Arrays.stream(retrieved).map(d -> cost.applyAsInt(index.demonstration(d))).toArray());
  }
}
