package dev.lrgd.adapt;

import dev.lrgd.feedback.Event;
import dev.lrgd.feedback.MeasuredEffect;
import dev.lrgd.feedback.OutcomePage;
import dev.lrgd.feedback.RecommendationRecord;
import dev.lrgd.pool.ModelEffect;
import dev.lrgd.statistics.PredictionCheck;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Effects that requests had measured on the language model, now that it is known what their users
 * chose: the gain of that item, against the effect that was predicted. A user chooses from what the
 * model ranked high, so these lists are no fair sample of what users want; those of held-out users
 * are ({@link ModelProbe}).
 *
 * <p>Kept are the newest {@value #MOST} pairs of each model, prompt and way of measuring.
 */
final class LiveEffects {
  private static final int MOST = 2000;

  private final Map<Kind, Deque<double[]>> pairs = new LinkedHashMap<>();

  private record Kind(String model, String promptVersion, boolean byLogProbabilities) {}

  /** Passes over what was not measured, or not answered with a choice. */
  void read(OutcomePage.Answer answer) {
    if (answer.outcome().event() != Event.SKIP) {
      answer.recommendation().ifPresent(r -> read(r, answer.outcome().item()));
    }
  }

  private void read(RecommendationRecord recommendation, String chosen) {
    recommendation
        .measured()
        .filter(measured -> measured.gains().containsKey(chosen))
        .ifPresent(measured -> add(recommendation.effect(), measured, chosen));
  }

  private void add(double predicted, MeasuredEffect measured, String chosen) {
    Kind kind = new Kind(measured.model(), measured.promptVersion(), measured.byLogProbabilities());
    Deque<double[]> known = pairs.computeIfAbsent(kind, k -> new ArrayDeque<>());
    known.addLast(new double[] {predicted, measured.gains().get(chosen)});
    if (known.size() > MOST) {
      known.removeFirst();
    }
  }

  /**
   * @param seed of the intervals
   */
  List<ModelEffect> effects(long seed) {
    List<ModelEffect> effects = new ArrayList<>();
    pairs.forEach(
        (kind, known) ->
            effects.add(
                new ModelEffect(
                    kind.model,
                    kind.promptVersion,
                    ModelEffect.Source.REQUESTS,
                    kind.byLogProbabilities,
                    PredictionCheck.of(side(known, 0), side(known, 1), seed))));
    return effects;
  }

  private static double[] side(Deque<double[]> known, int side) {
    return known.stream().mapToDouble(pair -> pair[side]).toArray();
  }
}
