package dev.lrgd.recommend;

import dev.lrgd.dual.Effects;
import dev.lrgd.dual.Redundancy;
import dev.lrgd.dual.Tokens;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What the first stage expects of some demonstrations in one request: their effects on its
 * pseudo-targets, before any of them is chosen. The demonstrations are named by their place among
 * those considered.
 */
public final class PredictedEffects {
  private final DemonstrationIndex index;
  private final int[] considered;
  private final List<Tokens> tokens;
  private final Effects effects;

  private PredictedEffects(
      DemonstrationIndex index, int[] considered, List<Tokens> tokens, Effects effects) {
    this.index = index;
    this.considered = considered;
    this.tokens = tokens;
    this.effects = effects;
  }

  static PredictedEffects of(
      DemonstrationIndex index,
      int[] considered,
      List<PseudoTarget> targets,
      FirstStageSettings settings) {
    List<Tokens> tokens = Assessment.weighted(index, considered, settings.logWeight());
    Effects effects = PseudoTarget.effects(targets, index, considered, tokens);
    return new PredictedEffects(index, considered, tokens, effects);
  }

  /**
   * The same for any demonstrations, with pseudo-targets asked of the nearest.
   *
   * @param considered by their position in the index
   * @return empty where the situation has no pseudo-target
   */
  public static Optional<PredictedEffects> of(
      Situation situation,
      DemonstrationIndex index,
      FirstStageSettings settings,
      int[] considered) {
    int[] nearest = index.retrieve(situation, settings.neighbours());
    List<PseudoTarget> targets = new PseudoTargets(index, settings).of(situation, nearest);
    return targets.isEmpty()
        ? Optional.empty()
        : Optional.of(of(index, considered, targets, settings));
  }

  public Effects effects() {
    return effects;
  }

  /** How much they repeat each other. */
  public Redundancy redundancy() {
    return Redundancy.of(index.space().kernel(), tokens);
  }

  /** A set in prompt order, by position in the index. */
  public int[] inPromptOrder(int... set) {
    return Arrays.stream(effects.inPromptOrder(set)).map(i -> considered[i]).toArray();
  }
}
