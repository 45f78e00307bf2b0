package dev.lrgd.recommend;

import dev.lrgd.dual.DualState;
import dev.lrgd.dual.Effects;
import dev.lrgd.dual.Kernel;
import dev.lrgd.dual.Regularization;
import dev.lrgd.dual.Tokens;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What given demonstrations do to a request: their weight under the mass cap, and with it their
 * effect on the pseudo-targets. Every strategy's selection is judged by this same measure.
 */
final class Assessment {
  private final DemonstrationIndex index;
  private final int[] chosen;
  private final List<Tokens> tokens;
  private final Effects effects;
  private final double mass;

  private Assessment(
      DemonstrationIndex index, int[] chosen, List<Tokens> tokens, Effects effects, double mass) {
    this.index = index;
    this.chosen = chosen;
    this.tokens = tokens;
    this.effects = effects;
    this.mass = mass;
  }

  /**
   * @param chosen at least one demonstration, in prompt order
   * @param targets at least one
   */
  static Assessment of(
      Situation situation,
      DemonstrationIndex index,
      int[] chosen,
      List<PseudoTarget> targets,
      FirstStageSettings settings) {
    List<Tokens> tokens = weighted(index, chosen, settings.logWeight());
    double logPriorMass = situation.prior().logMass();
    double logMass = step(situation, tokens).logMass();
    double bias = bias(logPriorMass, logMass, chosen.length, settings);
    List<Tokens> capped = weighted(index, chosen, settings.logWeight() + bias);
    double mass = 1 / (1 + Math.exp(logPriorMass - (logMass + bias)));
    Effects effects = PseudoTarget.effects(targets, index, chosen, capped);
    return new Assessment(index, chosen, capped, effects, mass);
  }

  /** The tokens of given demonstrations with the weight that a request gives them. */
  static List<Tokens> capped(
      Situation situation, DemonstrationIndex index, int[] chosen, FirstStageSettings settings) {
    double logMass = step(situation, weighted(index, chosen, settings.logWeight())).logMass();
    double bias = bias(situation.prior().logMass(), logMass, chosen.length, settings);
    return weighted(index, chosen, settings.logWeight() + bias);
  }

  private static double bias(
      double logPriorMass, double logMass, int count, FirstStageSettings settings) {
    return Regularization.massCap(settings.massCap(), logPriorMass, logMass, count).logWeight(0);
  }

  static List<Tokens> weighted(DemonstrationIndex index, int[] chosen, double logWeight) {
    List<Tokens> tokens = new ArrayList<>(chosen.length);
    for (int d : chosen) {
      tokens.add(logWeight == 0 ? index.tokens(d) : index.tokens(d).weighted(logWeight));
    }
    return tokens;
  }

  private static DualState step(Situation situation, List<Tokens> tokens) {
    Kernel kernel = situation.space().kernel();
    DualState step = DualState.empty(situation.prior().valueDimension());
    for (Tokens demonstration : tokens) {
      step = step.plus(DualState.read(kernel, demonstration, situation.query()));
    }
    return step;
  }

  /** mean - z sd of the certified lower bounds over the pseudo-targets. */
  double lowerConfidenceBound(double z) {
    return effects.lowerConfidenceBound(z, all());
  }

  /** The selection where nothing was left to chance. */
  Selection selection() {
    double[] certain = new double[chosen.length];
    Arrays.fill(certain, 1);
    return selection(certain);
  }

  /**
   * @param propensities of the demonstrations, in their order
   */
  Selection selection(double[] propensities) {
    int[] all = all();
    double effect = effects.value(all);
    List<Selection.Selected> selected = new ArrayList<>();
    for (int i : all) {
      int[] others = Arrays.stream(all).filter(other -> other != i).toArray();
      selected.add(
          new Selection.Selected(
              index.demonstration(chosen[i]),
              tokens.get(i),
              effect - effects.value(others),
              propensities[i]));
    }
    return new Selection(selected, effect, effects.lowerBound(all), mass);
  }

  private int[] all() {
    return IntStream.range(0, chosen.length).toArray();
  }
}
