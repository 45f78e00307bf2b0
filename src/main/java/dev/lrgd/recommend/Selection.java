package dev.lrgd.recommend;

import dev.lrgd.dual.Tokens;
import dev.lrgd.pool.Demonstration;
import java.util.List;

/**
 * The demonstrations of one request, in prompt order, and what they are predicted to do.
 *
 * @param demonstrations ascending in direction, so that the best stands next to the query
 * @param effect predicted drop of the loss in nats: the mean effect over the pseudo-targets
 * @param lowerBound mean of its certified lower bounds
 * @param mass lambda at the request's own query, the share of attention the demonstrations take
 */
public record Selection(
    List<Selected> demonstrations, double effect, double lowerBound, double mass) {

  private static final Selection NONE = new Selection(List.of(), 0, 0, 0);

  public Selection {
    demonstrations = List.copyOf(demonstrations);
  }

  /** Zero-shot: no demonstration, no effect. */
  public static Selection none() {
    return NONE;
  }

  /**
   * @param tokens with the weight that keeps the selection's mass under its cap
   * @param effect what the selection's effect loses without this one
   * @param propensity how likely it was to be selected for this request, in (0, 1]
   */
  public record Selected(
      Demonstration demonstration, Tokens tokens, double effect, double propensity) {}
}
