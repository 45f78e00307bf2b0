package dev.lrgd.recommend;

import dev.lrgd.dual.Limits;
import dev.lrgd.dual.Selector;
import java.util.List;

/**
 * Chooses the demonstrations whose gradient step helps this user most, or none where that is not
 * sure enough.
 *
 * <p>Retrieve the nearest; ask pseudo-targets in place of the unknown next item; find the set of
 * largest mean effect (exactly for one target, by local search on the true mean for several); scale
 * its mass under the cap; show it only if the lower confidence bound of its certified lower bound
 * clears the gate. The order is ascending in direction, the best next to the query.
 */
public final class FirstStage implements SelectionStrategy {
  private final DemonstrationIndex index;
  private final FirstStageSettings settings;
  private final PseudoTargets pseudoTargets;

  public FirstStage(DemonstrationIndex index, FirstStageSettings settings) {
    this.index = index;
    this.settings = settings;
    this.pseudoTargets = new PseudoTargets(index, settings);
  }

  @Override
  public Selection select(Situation situation, int count) {
    if (count == 0 || situation.history().isEmpty()) {
      return Selection.none();
    }
    int[] retrieved = index.retrieve(situation, settings.retrieved());
    List<PseudoTarget> targets = pseudoTargets.of(situation, retrieved);
    int[] chosen = targets.isEmpty() ? new int[0] : choose(retrieved, targets, count);
    if (chosen.length == 0) {
      return Selection.none();
    }
    Assessment assessment = Assessment.of(situation, index, chosen, targets, settings);
    boolean helps = assessment.lowerConfidenceBound(settings.caution()) > settings.leastEffect();
    return helps ? assessment.selection() : Selection.none();
  }

  private int[] choose(int[] retrieved, List<PseudoTarget> targets, int count) {
    PredictedEffects predicted = PredictedEffects.of(index, retrieved, targets, settings);
    int[] best = Selector.select(predicted.effects(), Limits.atMost(count));
    return predicted.inPromptOrder(best);
  }
}
