package dev.lrgd.llm;

import java.util.List;

/** What came of asking a language model. */
public sealed interface LlmAnswer {

  /**
   * A ranking that can be used.
   *
   * @param order distinct indices of the question's candidates, best first; those it left out are
   *     missing
   * @param model as it names itself
   */
  record Ranked(
      List<Integer> order, String model, String promptVersion, int inputTokens, int outputTokens)
      implements LlmAnswer {
    public Ranked {
      order = List.copyOf(order);
    }
  }

  /**
   * @param reason fit for a caller
   */
  record Failed(String reason) implements LlmAnswer {}
}
