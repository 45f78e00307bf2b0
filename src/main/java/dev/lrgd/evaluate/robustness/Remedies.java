package dev.lrgd.evaluate.robustness;

import dev.lrgd.dual.DualModel;
import dev.lrgd.dual.DualState;
import dev.lrgd.dual.KeyNoise;
import dev.lrgd.dual.Regularization;
import dev.lrgd.dual.Tokens;
import dev.lrgd.dual.ValueNoise;
import dev.lrgd.evaluate.subject.DualSubject;
import dev.lrgd.evaluate.subject.DualSubject.Steps;
import dev.lrgd.evaluate.subject.Subject;
import dev.lrgd.recommend.FirstStageSettings;
import dev.lrgd.space.ItemSpace;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Perturbations and regularizations of theory.md sections 4 and 5, each alone. */
final class Remedies {
  static final String NONE = "none";
  private static final double RATE = 0.25;
  private static final int PROMPTS = 5;
  private static final double SIGMA = 0.1;

  private Remedies() {}

  /** Of a model that can only be asked. */
  static Map<String, Subject> of(Subject subject) {
    Map<String, Subject> remedies = new LinkedHashMap<>();
    remedies.put(NONE, subject);
    remedies.put("dropout 0.25, 5 prompts", new Ensemble(subject, RATE, PROMPTS));
    return remedies;
  }

  /**
   * Of the dual model, whose steps can be regularized. Beside the last two, none has the mass cap.
   */
  static Map<String, Subject> ofDual(ItemSpace space) {
    Map<String, Subject> remedies = new LinkedHashMap<>();
    DualSubject plain = new DualSubject(space, regularized(states -> Regularization.none(states)));
    remedies.put(NONE, plain);
    remedies.put("dropout 0.25, 5 draws", new Ensemble(plain, RATE, PROMPTS));
    remedies.put(
        "weight decay 0.5",
        new DualSubject(space, regularized(n -> Regularization.weightDecay(0.5, n))));
    remedies.put(
        "proximal alpha 2",
        new DualSubject(space, regularized(n -> Regularization.proximal(2, n))));
    remedies.put(
        "proximal alpha 8",
        new DualSubject(space, regularized(n -> Regularization.proximal(8, n))));
    remedies.put("clipping at the least norm", new DualSubject(space, clipped()));
    remedies.put("key noise 0.1", new DualSubject(space, noisy(true)));
    remedies.put("value noise 0.1", new DualSubject(space, noisy(false)));
    remedies.put("mass cap 0.1", new DualSubject(space, Steps.capped(0.1)));
    double cap = FirstStageSettings.defaults().massCap();
    remedies.put(
        "mass cap %s (the service)".formatted(cap), new DualSubject(space, Steps.capped(cap)));
    return remedies;
  }

  private interface Family {
    Regularization of(int demonstrations);
  }

  private static Steps regularized(Family family) {
    return (prior, tokens, kernel, query) ->
        family.of(tokens.size()).train(prior, Steps.states(tokens, kernel, query));
  }

  private static Steps clipped() {
    return (prior, tokens, kernel, query) -> {
      double[] norms =
          tokens.stream().mapToDouble(t -> Regularization.logGradientNorm(kernel, t)).toArray();
      double least = Arrays.stream(norms).min().orElseThrow();
      return Regularization.clipping(Math.exp(least), norms)
          .train(prior, Steps.states(tokens, kernel, query));
    };
  }

  /** Means over several draws of the noise, as states of several copies. */
  private static Steps noisy(boolean keys) {
    return (prior, tokens, kernel, query) -> {
      DualState step = DualState.empty(prior.valueDimension());
      for (int draw = 0; draw < PROMPTS; draw++) {
        long seed = draw;
        List<Tokens> perturbed =
            IntStream.range(0, tokens.size())
                .mapToObj(
                    i ->
                        keys
                            ? new KeyNoise(SIGMA).perturb(tokens.get(i), 100 * seed + i)
                            : new ValueNoise(SIGMA).perturb(tokens.get(i), 100 * seed + i))
                .toList();
        for (DualState state : Steps.states(perturbed, kernel, query)) {
          step = step.plus(state.scaled(-Math.log(PROMPTS)));
        }
      }
      return new DualModel(prior, step);
    };
  }
}
