package dev.lrgd.recommend;

import dev.lrgd.feedback.MeasuredEffect;
import dev.lrgd.llm.LlmAnswer;
import dev.lrgd.recommend.RecommendationAnswer.Usage;
import java.util.List;
import java.util.Optional;

/**
 * How the candidates were scored, and by whom.
 *
 * @param rankedBy name of the ranker that made the order
 * @param scores one for each candidate
 * @param ofModel what each score owes to the language model; empty where it did not rank
 * @param usage null where no language model ranked
 * @param degraded why a ranker that was asked for did not rank
 * @param measured what the demonstrations did to the language model, where that was measured
 */
record Ranked(
    String rankedBy,
    double[] scores,
    double[] ofModel,
    Usage usage,
    List<String> degraded,
    Optional<MeasuredEffect> measured) {

  static Ranked by(Ranker ranker, double[] scores, List<String> degraded) {
    return new Ranked(ranker.name(), scores, new double[0], null, degraded, Optional.empty());
  }

  /** With what a second question, for the sake of measuring, took and told. */
  Ranked measured(LlmAnswer second, Optional<MeasuredEffect> effect) {
    Usage both =
        second instanceof LlmAnswer.Ranked other
            ? usage.plus(other.inputTokens(), other.outputTokens())
            : usage;
    return new Ranked(rankedBy, scores, ofModel, both, degraded, effect);
  }

  /** Whether the language model ranked. */
  boolean byModel() {
    return ofModel.length > 0;
  }

  /** Null where the language model did not rank. */
  Double ofModel(int candidate) {
    return byModel() ? Double.valueOf(ofModel[candidate]) : null;
  }
}
