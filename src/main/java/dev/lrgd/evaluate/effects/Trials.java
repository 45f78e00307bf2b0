package dev.lrgd.evaluate.effects;

import dev.lrgd.dual.EffectProblem;
import dev.lrgd.dual.ListwiseLoss;
import dev.lrgd.dual.Tokens;
import dev.lrgd.evaluate.incontext.Prompt;
import dev.lrgd.evaluate.incontext.Prompt.Shown;
import dev.lrgd.evaluate.subject.InContextSubject;
import dev.lrgd.evaluate.subject.Likeness;
import dev.lrgd.evaluate.subject.Outcome;
import dev.lrgd.evaluate.subject.Request;
import dev.lrgd.evaluate.subject.Subject;
import dev.lrgd.evaluate.subject.Workshop;
import dev.lrgd.recommend.FirstStageSettings;
import dev.lrgd.recommend.PredictedEffects;
import dev.lrgd.recommend.PromptStage;
import dev.lrgd.space.Item;
import dev.lrgd.space.ItemSpace;
import dev.lrgd.space.PlacedItem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/** Tries random sets of demonstrations on users. */
final class Trials {
  private final Workshop workshop;
  private final List<Subject> subjects;
  private final InContextSubject recommender;
  private final int sets;
  private final FirstStageSettings settings = FirstStageSettings.defaults();
  private final PromptStage promptStage;

  Trials(Workshop workshop, List<Subject> subjects, InContextSubject recommender, int sets) {
    this.workshop = workshop;
    this.subjects = subjects;
    this.recommender = recommender;
    this.sets = sets;
    this.promptStage = new PromptStage(workshop.index(), PromptStage.Settings.defaults());
  }

  /** Nothing for a user without pseudo-targets or without enough demonstrations. */
  Optional<Trial> of(Request request, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int[] considered = DemonstrationSets.considered(workshop.index(), request, random);
    return considered.length < DemonstrationSets.SIZE
        ? Optional.empty()
        : PredictedEffects.of(request.situation(), workshop.index(), settings, considered)
            .map(predicted -> trial(request, considered, predicted, random));
  }

  private Trial trial(
      Request request, int[] considered, PredictedEffects predicted, SplittableRandom random) {
    EnumMap<Predictor, double[]> foretold = new EnumMap<>(Predictor.class);
    for (Predictor predictor : Predictor.values()) {
      foretold.put(predictor, new double[sets]);
    }
    List<Shown<Item>> demonstrations = new ArrayList<>();
    for (int d : considered) {
      demonstrations.add(workshop.shown(workshop.index().demonstration(d)));
    }
    EffectProblem truth = truth(request, demonstrations);
    double[] pi = workshop.expectation(request);
    EffectProblem towardsExpectation =
        promptStage.problem(
            request.situation(), workshop.placed(request.candidates()), pi, considered);
    Likeness likeness = new Likeness(workshop, request);
    Map<String, List<Outcome>> gains = new HashMap<>();
    Map<String, Outcome> zeroShot = new HashMap<>();
    for (Subject subject : subjects) {
      gains.put(subject.name(), new ArrayList<>());
      zeroShot.put(subject.name(), subject.outcome(request, List.of()));
    }
    for (int s = 0; s < sets; s++) {
      int[] set = DemonstrationSets.draw(considered.length, random);
      List<Shown<Item>> shown = new ArrayList<>();
      for (int i : set) {
        shown.add(demonstrations.get(i));
      }
      for (Subject subject : subjects) {
        gains
            .get(subject.name())
            .add(subject.outcome(request, shown).minus(zeroShot.get(subject.name())));
      }
      foretold.get(Predictor.PROMPT_EFFECT)[s] = towardsExpectation.effect(set);
      foretold.get(Predictor.MEASURED)[s] =
          Outcome.expectedLogLikelihood(recommender.scores(request, shown), pi);
      foretold.get(Predictor.LIKENESS)[s] = mean(set, i -> likeness.of(demonstrations.get(i)));
      foretold.get(Predictor.EFFECT)[s] = predicted.effects().value(set);
      foretold.get(Predictor.DUAL_MASS)[s] = predicted.effects().mass(set);
      foretold.get(Predictor.ORACLE)[s] = truth.effect(set);
      foretold.get(Predictor.SIMILARITY)[s] =
          mean(set, i -> workshop.index().similarity(considered[i], request.situation()));
      foretold.get(Predictor.RECENCY)[s] =
          mean(set, i -> workshop.index().demonstration(considered[i]).time());
      foretold.get(Predictor.POPULARITY)[s] =
          mean(
              set,
              i -> workshop.popularity(workshop.index().demonstration(considered[i]).target()));
      Prompt<double[]> prompt = recommender.prompt(request, shown);
      foretold.get(Predictor.LENGTH)[s] = prompt.length();
      foretold.get(Predictor.MODEL_MASS)[s] =
          Attribution.attentionMass(recommender.recommender().run(prompt), prompt);
    }
    return new Trial(foretold, gains);
  }

  private static double mean(int[] set, java.util.function.IntToDoubleFunction figure) {
    return Arrays.stream(set).mapToDouble(figure).average().orElseThrow();
  }

  /** The effects on what the user really chose, among the real candidates. */
  private EffectProblem truth(Request request, List<Shown<Item>> demonstrations) {
    ItemSpace space = workshop.space();
    List<Tokens> tokens = new ArrayList<>();
    for (Shown<Item> shown : demonstrations) {
      tokens.add(
          space.demonstrationTokens(
              workshop.placed(shown.history()),
              workshop.placed(shown.targets()).get(0),
              settings.transitions()));
    }
    List<PlacedItem> history = workshop.placed(request.history());
    return EffectProblem.of(
        space.kernel(),
        space.ownTokens(history),
        tokens,
        space.query(history),
        ListwiseLoss.of(
            space.candidates(workshop.placed(request.candidates())), request.positive()));
  }
}
