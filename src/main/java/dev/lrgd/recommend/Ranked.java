package dev.lrgd.recommend;

import dev.lrgd.recommend.RecommendationAnswer.Usage;
import java.util.List;

/**
 * How the candidates were scored, and by whom.
 *
 * @param rankedBy name of the ranker that made the order
 * @param scores one for each candidate
 * @param ofModel what each score owes to the language model; empty where it did not rank
 * @param usage null where no language model ranked
 * @param degraded why a ranker that was asked for did not rank
 */
record Ranked(
    String rankedBy, double[] scores, double[] ofModel, Usage usage, List<String> degraded) {

  static Ranked by(Ranker ranker, double[] scores, List<String> degraded) {
    return new Ranked(ranker.name(), scores, new double[0], null, degraded);
  }

  /** Null where the language model did not rank. */
  Double ofModel(int candidate) {
    return ofModel.length == 0 ? null : Double.valueOf(ofModel[candidate]);
  }
}
