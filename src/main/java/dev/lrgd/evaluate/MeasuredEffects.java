package dev.lrgd.evaluate;

import dev.lrgd.evaluate.rank.LlmListRanker;
import dev.lrgd.evaluate.rank.Query;
import dev.lrgd.statistics.Estimate;
import dev.lrgd.statistics.PredictionCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * What demonstrations change on a model, against what was predicted: Effect_LLM = log p(y|T,S) -
 * log p(y|T) of what the user chose (theory.md 3.2). All answers are at hand by then.
 */
final class MeasuredEffects {
  private final List<Double> predicted = new ArrayList<>();
  private final List<Double> measured = new ArrayList<>();
  private final long seed;
  private boolean byLogProbabilities = true;

  /**
   * @param positives the place of what was chosen, for each query
   */
  MeasuredEffects(
      LlmListRanker zeroShot,
      LlmListRanker shown,
      List<Query> queries,
      List<Integer> positives,
      long seed) {
    this.seed = seed;
    for (int i = 0; i < queries.size(); i++) {
      Query query = queries.get(i);
      int chosen = positives.get(i);
      OptionalDouble effect = shown.predictedEffect(query);
      if (effect.isPresent()) {
        predicted.add(effect.getAsDouble());
        // Two readings of different kinds have no difference.
        boolean both = shown.hasLogProbabilities(query) && zeroShot.hasLogProbabilities(query);
        measured.add(
            shown.logLikelihoods(query, both)[chosen]
                - zeroShot.logLikelihoods(query, both)[chosen]);
        byLogProbabilities &= both;
      }
    }
  }

  /** In a line; how many lists had demonstrations is said too. */
  String text(String ranker) {
    if (predicted.size() < 2) {
      return ranker + ": too few lists were shown demonstrations to measure what they do";
    }
    PredictionCheck check = PredictionCheck.of(numbers(predicted), numbers(measured), seed);
    return String.format(
        Locale.ROOT,
        "%s: effect of the demonstrations measured by %s on %,d lists: mean %.4f [%.4f, %.4f]"
            + " nats; with the predicted one %s, slope %.3f",
        ranker,
        byLogProbabilities ? "log-probabilities" : "ranks",
        check.count(),
        check.mean().value(),
        check.mean().low(),
        check.mean().high(),
        check.rankCorrelation().map(MeasuredEffects::spearman).orElse("no correlation of ranks"),
        check.slope());
  }

  private static String spearman(Estimate rho) {
    return String.format(
        Locale.ROOT, "Spearman %.3f [%.3f, %.3f]", rho.value(), rho.low(), rho.high());
  }

  private static double[] numbers(List<Double> numbers) {
    return numbers.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
