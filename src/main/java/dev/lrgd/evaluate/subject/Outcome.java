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
    double max = Arrays.stream(scores).max().orElseThrow();
    double sum = Arrays.stream(scores).map(s -> Math.exp(s - max)).sum();
    double logLikelihood = scores[request.positive()] - max - Math.log(sum);
    return new Outcome(logLikelihood, Rank.of(request.positive(), scores).ndcg(DEPTH));
  }

  /** What this outcome has more than another. */
  public Outcome minus(Outcome other) {
    return new Outcome(logLikelihood - other.logLikelihood, ndcg - other.ndcg);
  }
}
