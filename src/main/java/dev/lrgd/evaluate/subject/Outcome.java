package dev.lrgd.evaluate.subject;

import dev.lrgd.evaluate.measure.Rank;
import java.util.Arrays;

/**
 * How well a model did in one request.
 *
 * @param logLikelihood of the chosen candidate, softmax over all of them, in nats
 * @param ndcg at 10
 */
public record Outcome(double logLikelihood, double ndcg) {
  private static final int DEPTH = 10;

  public static Outcome of(Request request, double[] scores) {
    double logLikelihood = scores[request.positive()] - logSumExp(scores);
    return new Outcome(logLikelihood, Rank.of(request.positive(), scores).ndcg(DEPTH));
  }

  /** The mean log-likelihood, in nats, of a choice that falls on the candidates with chances pi. */
  public static double expectedLogLikelihood(double[] scores, double[] pi) {
    double sum = -logSumExp(scores);
    for (int c = 0; c < pi.length; c++) {
      sum += pi[c] * scores[c];
    }
    return sum;
  }

  private static double logSumExp(double[] scores) {
    double max = Arrays.stream(scores).max().orElseThrow();
    return max + Math.log(Arrays.stream(scores).map(s -> Math.exp(s - max)).sum());
  }

  /** What this outcome has more than another. */
  public Outcome minus(Outcome other) {
    return new Outcome(logLikelihood - other.logLikelihood, ndcg - other.ndcg);
  }
}
