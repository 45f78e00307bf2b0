package dev.lrgd.recommend;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * What demonstrations do to the loss, together and each.
 *
 * @param effect lossBefore - lossAfter of the whole set, in nats; above 0 helps
 * @param mass share of the attention that the set takes
 * @param lowerBound certified lower bound of the effect
 * @param demonstrations in the request's order
 */
public record EffectsAnswer(
    String pool,
    int poolVersion,
    double effect,
    double mass,
    double lowerBound,
    double lossBefore,
    double lossAfter,
    List<DemonstrationEffect> demonstrations) {

  /**
   * @param id absent for a demonstration that is not the pool's
   * @param effect of this one alone
   * @param direction the first-order effect if it took all the attention
   * @param mass share of the attention it takes alone
   * @param marginal what it adds to the effect of those before it; they add up to the set's effect
   * @param leaveOneOut what the set's effect loses without it
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record DemonstrationEffect(
      String id,
      double effect,
      double direction,
      double mass,
      double marginal,
      double leaveOneOut) {}
}
