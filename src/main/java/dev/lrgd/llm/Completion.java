package dev.lrgd.llm;

import java.util.List;
import java.util.Map;

/**
 * What a language model answered.
 *
 * @param model as it names itself, with its version where it says so
 * @param tokens the beginning of the text, token by token, each with the log-probabilities of the
 *     likeliest at its place; empty where the endpoint gives none
 */
public record Completion(
    String text, String model, int inputTokens, int outputTokens, List<Place> tokens) {

  public Completion {
    tokens = List.copyOf(tokens);
  }

  /**
   * @param token that was written
   * @param logProbabilities of the likeliest tokens
   */
  public record Place(String token, Map<String, Double> logProbabilities) {}

  /** Without the text: this may end up in a log. */
  @Override
  public String toString() {
    return "Completion[" + model + ", " + inputTokens + " in, " + outputTokens + " out]";
  }
}
