package dev.lrgd.recommend;

import dev.lrgd.feedback.MeasuredEffect;
import dev.lrgd.llm.LlmAnswer;
import dev.lrgd.llm.MeasuredGains;
import dev.lrgd.space.PlacedItem;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * For a share of the requests that a language model ranks: what the demonstrations did to its
 * answer. The model is asked a second time, without them, before the request is answered: a
 * function is frozen with its answer, so what came after it would not run there. The second call
 * has what the first one left of the same deadline, and is not made where that is too little
 * ({@link #leavesTime}); it is paid like any other, and what becomes of it changes nothing in the
 * answer.
 *
 * <p>Which requests: drawn by the request's seed, so that the same user with the same history is
 * measured always or never, and no draw depends on what is being measured.
 */
final class EffectMeasurement {
  private static final long SALT = 0x4D65617375726564L;

  /** How many times what the first call took must be left for the second. */
  private static final int ROOM = 2;

  private final double share;

  /**
   * @param share of the requests, in [0, 1]
   */
  EffectMeasurement(double share) {
    this.share = share;
  }

  /** Whether this request is to be measured; without demonstrations there is nothing to. */
  boolean isDue(Situation situation, Selection selection) {
    return !selection.demonstrations().isEmpty()
        && new SplittableRandom(situation.seed() ^ SALT).nextDouble() < share;
  }

  /**
   * @param taken by the first call
   * @param left until the deadline of both
   */
  static boolean leavesTime(Duration taken, Duration left) {
    return left.compareTo(taken.multipliedBy(ROOM)) >= 0;
  }

  /**
   * @param bare the answer without demonstrations, if there is one
   * @param candidates that the model was shown
   * @return empty where the answers are of two models: the endpoint may change it at any time
   */
  static Optional<MeasuredEffect> effect(
      LlmAnswer.Ranked shown, LlmAnswer bare, List<PlacedItem> candidates) {
    if (!(bare instanceof LlmAnswer.Ranked other) || !shown.model().equals(other.model())) {
      return Optional.empty();
    }
    MeasuredGains measured = MeasuredGains.of(shown, other, candidates.size());
    Map<String, Double> gains = new HashMap<>();
    for (int c = 0; c < candidates.size(); c++) {
      String id = candidates.get(c).item().id();
      // Of an item without an id no outcome can tell.
      if (!id.isEmpty()) {
        gains.put(id, measured.gains()[c]);
      }
    }
    return Optional.of(
        new MeasuredEffect(
            shown.model(), shown.promptVersion(), measured.byLogProbabilities(), gains));
  }
}
