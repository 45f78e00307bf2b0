package dev.lrgd.evaluate.effects;

import dev.lrgd.dual.EffectProblem;
import dev.lrgd.dual.ListwiseLoss;
import dev.lrgd.dual.Tokens;
import dev.lrgd.evaluate.incontext.Prompt;
import dev.lrgd.evaluate.incontext.Prompt.Shown;
import dev.lrgd.evaluate.subject.InContextSubject;
import dev.lrgd.evaluate.subject.Outcome;
import dev.lrgd.evaluate.subject.Request;
import dev.lrgd.evaluate.subject.Subject;
import dev.lrgd.evaluate.subject.Workshop;
import dev.lrgd.recommend.FirstStageSettings;
import dev.lrgd.recommend.PredictedEffects;
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

/**
 * Tries random sets of demonstrations on users. Half of a set's members come from the nearest
 * demonstrations and half from anywhere in the mean, with the share differing from set to set, so
 * that sets differ in everything a predictor may go by.
 */
final class Trials {
  private static final int NEAREST = 60;
  private static final int ANYWHERE = 40;
  private static final int SET = 4;

  private final Workshop workshop;
  private final List<Subject> subjects;
  private final InContextSubject recommender;
  private final int sets;
  private final FirstStageSettings settings = FirstStageSettings.defaults();

  Trials(Workshop workshop, List<Subject> subjects, InContextSubject recommender, int sets) {
    this.workshop = workshop;
    this.subjects = subjects;
    this.recommender = recommender;
    this.sets = sets;
  }

  /** Nothing for a user without pseudo-targets or without enough demonstrations. */
  Optional<Trial> of(Request request, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int[] considered = considered(request, random);
    return considered.length < SET
        ? Optional.empty()
        : PredictedEffects.of(request.situation(), workshop.index(), settings, considered)
            .map(predicted -> trial(request, considered, predicted, random));
  }

  private int[] considered(Request request, SplittableRandom random) {
    int[] order = workshop.index().retrieve(request.situation(), workshop.index().size());
    int nearest = Math.min(NEAREST, order.length);
    for (int i = nearest; i < Math.min(nearest + ANYWHERE, order.length); i++) {
      int j = i + random.nextInt(order.length - i);
      int swap = order[i];
      order[i] = order[j];
      order[j] = swap;
    }
    return Arrays.copyOf(order, Math.min(nearest + ANYWHERE, order.length));
  }

  private Trial trial(
      Request request, int[] considered, PredictedEffects predicted, SplittableRandom random) {
    EnumMap<Predictor, double[]> foretold = new EnumMap<>(Predictor.class);
    for (Predictor predictor : Predictor.values()) {
      foretold.put(predictor, new double[sets]);
    }
    EffectProblem truth = truth(request, considered);
    Map<String, List<Outcome>> gains = new HashMap<>();
    Map<String, Outcome> zeroShot = new HashMap<>();
    for (Subject subject : subjects) {
      gains.put(subject.name(), new ArrayList<>());
      zeroShot.put(subject.name(), subject.outcome(request, List.of()));
    }
    for (int s = 0; s < sets; s++) {
      int[] set = draw(considered.length, random);
      List<Shown<Item>> shown = new ArrayList<>();
      for (int i : set) {
        shown.add(workshop.shown(workshop.index().demonstration(considered[i])));
      }
      for (Subject subject : subjects) {
        gains
            .get(subject.name())
            .add(subject.outcome(request, shown).minus(zeroShot.get(subject.name())));
      }
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

  /** A set whose members come from the nearest with a chance drawn for the set. */
  private static int[] draw(int considered, SplittableRandom random) {
    double near = random.nextDouble();
    int nearest = Math.min(NEAREST, considered);
    return random
        .ints()
        .map(
            any ->
                random.nextDouble() < near || considered == nearest
                    ? random.nextInt(nearest)
                    : nearest + random.nextInt(considered - nearest))
        .distinct()
        .limit(SET)
        .toArray();
  }

  private static double mean(int[] set, java.util.function.IntToDoubleFunction figure) {
    return Arrays.stream(set).mapToDouble(figure).average().orElseThrow();
  }

  /** The effects on what the user really chose, among the real candidates. */
  private EffectProblem truth(Request request, int[] considered) {
    ItemSpace space = workshop.space();
    List<Tokens> tokens = new ArrayList<>();
    for (int d : considered) {
      Shown<Item> shown = workshop.shown(workshop.index().demonstration(d));
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
