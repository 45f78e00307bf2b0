package dev.lrgd.evaluate.effects;

import dev.lrgd.evaluate.incontext.Prompt;
import dev.lrgd.evaluate.incontext.Prompt.Shown;
import dev.lrgd.evaluate.subject.InContextSubject;
import dev.lrgd.evaluate.subject.Request;
import dev.lrgd.evaluate.subject.Workshop;
import dev.lrgd.evaluate.transformer.Pass;
import dev.lrgd.recommend.FirstStageSettings;
import dev.lrgd.recommend.PredictedEffects;
import dev.lrgd.space.Item;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Ways to say which of the demonstrations in a prompt carries it, beside the truth: the prompt
 * without each of them. Here the target is known; it is an explanation, not a prediction.
 */
final class Methods {
  static final String TRUTH = "left out";
  private static final int SHOWN = 8;

  private final Workshop workshop;
  private final InContextSubject subject;
  private final FirstStageSettings settings = FirstStageSettings.defaults();

  Methods(Workshop workshop, InContextSubject subject) {
    this.workshop = workshop;
    this.subject = subject;
  }

  /** By method, a figure for each of the nearest demonstrations; empty where there are too few. */
  Optional<Map<String, double[]>> of(Request request) {
    int[] nearest = workshop.index().retrieve(request.situation(), SHOWN);
    Optional<PredictedEffects> predicted =
        PredictedEffects.of(request.situation(), workshop.index(), settings, nearest);
    return nearest.length < SHOWN || predicted.isEmpty()
        ? Optional.empty()
        : Optional.of(figures(request, nearest, predicted.get()));
  }

  private Map<String, double[]> figures(
      Request request, int[] nearest, PredictedEffects predicted) {
    List<Shown<Item>> shown = new ArrayList<>();
    for (int d : nearest) {
      shown.add(workshop.shown(workshop.index().demonstration(d)));
    }
    Prompt<double[]> prompt = subject.prompt(request, shown);
    Pass pass = subject.recommender().run(prompt);
    double[] gradient =
        subject.recommender().lossGradient(pass, subject.candidates(request), request.positive());
    int last = pass.length() - 1;
    Attribution attribution = new Attribution(pass, prompt, pass.backward(last, gradient), SHOWN);
    int[] all = IntStream.range(0, SHOWN).toArray();
    Map<String, double[]> figures = new LinkedHashMap<>();
    figures.put(TRUTH, leftOut(request, shown));
    figures.put("attribution", attribution.losses(0, 0));
    figures.put("attribution, last token only", attribution.losses(0, last));
    figures.put("attribution, last layer only", attribution.losses(pass.shape().layers() - 1, 0));
    figures.put("attention mass", attribution.masses());
    figures.put(
        "effect, predicted without the target",
        each(all, i -> predicted.effects().leaveOneOut(all, i)));
    figures.put(
        "similarity", each(all, i -> workshop.index().similarity(nearest[i], request.situation())));
    return figures;
  }

  private double[] leftOut(Request request, List<Shown<Item>> shown) {
    double with = subject.outcome(request, shown).logLikelihood();
    double[] losses = new double[SHOWN];
    for (int d = 0; d < SHOWN; d++) {
      List<Shown<Item>> without = new ArrayList<>(shown);
      without.remove(d);
      losses[d] = with - subject.outcome(request, without).logLikelihood();
    }
    return losses;
  }

  private static double[] each(int[] all, java.util.function.IntToDoubleFunction figure) {
    return Arrays.stream(all).mapToDouble(figure).toArray();
  }
}
