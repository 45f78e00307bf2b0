package dev.lrgd.llm;

import java.util.List;
import java.util.Optional;

/** What came of asking a language model. */
public sealed interface LlmAnswer {

  /**
   * A ranking that can be used.
   *
   * @param order distinct indices of the question's candidates, best first; those it left out are
   *     missing
   * @param model as it names itself
   * @param firstChoice log p of each candidate to be the model's first; empty where that was not
   *     asked or not said
   */
  record Ranked(
      List<Integer> order,
      String model,
      String promptVersion,
      int inputTokens,
      int outputTokens,
      Optional<double[]> firstChoice)
      implements LlmAnswer {
    public Ranked {
      order = List.copyOf(order);
    }

    /**
     * log p of each candidate to be the choice: as the model said or, where it did not, by Zipf's
     * law of its ranks.
     */
    public double[] logLikelihoods(int candidates) {
      return firstChoice.orElseGet(
          () -> FirstChoice.byLogRanks(Fusion.logRanks(order, candidates)));
    }
  }

  /**
   * @param reason fit for a caller
   */
  record Failed(String reason) implements LlmAnswer {}
}
