package dev.lrgd.llm;

import dev.lrgd.llm.LlmAnswer.Ranked;

/**
 * What demonstrations did to a model's answer: Effect_LLM(S) = log p(y|T,S) - log p(y|T) for every
 * candidate y, in nats (theory.md 3.2). It is above 0 where they made the candidate likelier.
 *
 * @param gains one for each candidate
 * @param byLogProbabilities whether both answers had them; else both are read by Zipf's law of
 *     their ranks
 */
public record MeasuredGains(double[] gains, boolean byLogProbabilities) {

  /**
   * @param shown the answer after the demonstrations
   * @param bare the answer to the same question without them
   * @param candidates how many the question has
   */
  public static MeasuredGains of(Ranked shown, Ranked bare, int candidates) {
    boolean both = shown.firstChoice().isPresent() && bare.firstChoice().isPresent();
    double[] with = logLikelihoods(shown, candidates, both);
    double[] without = logLikelihoods(bare, candidates, both);
    double[] gains = new double[candidates];
    for (int c = 0; c < candidates; c++) {
      gains[c] = with[c] - without[c];
    }
    return new MeasuredGains(gains, both);
  }

  private static double[] logLikelihoods(Ranked answer, int candidates, boolean asSaid) {
    return asSaid
        ? answer.firstChoice().orElseThrow()
        : FirstChoice.byLogRanks(Fusion.logRanks(answer.order(), candidates));
  }
}
