package dev.lrgd.recommend;

import dev.lrgd.dual.Effects;
import dev.lrgd.dual.Limits;
import dev.lrgd.dual.RobustObjective;
import dev.lrgd.dual.Selector;
import dev.lrgd.dual.SetObjective;
import java.util.Arrays;
import java.util.List;

/**
 * Chooses the demonstrations whose gradient step helps the dual model most with this user, or none
 * where that is not sure enough. For a language model there is {@link PromptStage}.
 *
 * <p>Retrieve the nearest; ask pseudo-targets in place of the unknown next item; find the set of
 * largest mean effect (exactly for one target, by local search on the true mean for several); scale
 * its mass under the cap; show it only if the lower confidence bound of its certified lower bound
 * clears the gate. The order is ascending in direction, the best next to the query. Where the gate
 * is open, one slot may go to chance ({@link Exploration}); a request that gets no demonstration
 * explores none.
 */
public final class FirstStage implements SelectionStrategy {
  private final DemonstrationIndex index;
  private final FirstStageSettings settings;
  private final PseudoTargets pseudoTargets;
  private final Exploration exploration;

  /** One whose lot does not matter: where nothing is explored. */
  public FirstStage(DemonstrationIndex index, FirstStageSettings settings) {
    this(index, settings, 0);
  }

  /**
   * @param lot of the exploration: with another one the same requests draw other demonstrations;
   *     the number of the version, say
   */
  public FirstStage(DemonstrationIndex index, FirstStageSettings settings, long lot) {
    this.index = index;
    this.settings = settings;
    this.pseudoTargets = new PseudoTargets(index, settings);
    this.exploration = new Exploration(settings.exploration(), lot);
  }

  @Override
  public Selection select(Situation situation, int count) {
    if (count == 0 || settings.zeroShot() || situation.history().isEmpty()) {
      return Selection.none();
    }
    int[] retrieved = index.retrieve(situation, settings.retrieved());
    List<PseudoTarget> targets = pseudoTargets.of(situation, retrieved);
    return targets.isEmpty() ? Selection.none() : select(situation, retrieved, targets, count);
  }

  private Selection select(
      Situation situation, int[] retrieved, List<PseudoTarget> targets, int count) {
    Effects effects = PredictedEffects.of(index, retrieved, targets, settings).effects();
    Limits limits = Limits.atMost(count);
    int[] best = effects.inPromptOrder(Selector.select(effects, objective(effects), limits));
    if (best.length == 0) {
      return Selection.none();
    }
    Assessment assessment = assessment(situation, retrieved, best, targets);
    if (!(assessment.lowerConfidenceBound(settings.caution()) > settings.leastEffect())) {
      return Selection.none();
    }
    Exploration.Draw draw = exploration.draw(situation.seed(), best, retrieved.length, count);
    if (draw.isPlain()) {
      return assessment.selection(draw.propensities(best));
    }
    int[] explored = effects.inPromptOrder(draw.set());
    return assessment(situation, retrieved, explored, targets)
        .selection(draw.propensities(explored));
  }

  private SetObjective objective(Effects effects) {
    return settings.theta() == 0 || settings.rho() == 0
        ? effects
        : new RobustObjective(effects, settings.theta(), settings.rho(), 0);
  }

  private Assessment assessment(
      Situation situation, int[] retrieved, int[] set, List<PseudoTarget> targets) {
    int[] chosen = Arrays.stream(set).map(i -> retrieved[i]).toArray();
    return Assessment.of(situation, index, chosen, targets, settings);
  }
}
