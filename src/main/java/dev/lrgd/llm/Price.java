package dev.lrgd.llm;

import dev.lrgd.llm.Spending.Amount;

/**
 * What a model costs.
 *
 * @param input per million tokens read
 * @param output per million tokens written
 */
public record Price(double input, double output) {

  /** A price per million tokens is as many millionths per token. */
  public Amount of(int inputTokens, int outputTokens) {
    return new Amount(
        (long) inputTokens + outputTokens,
        (long) Math.ceil(input * inputTokens + output * outputTokens));
  }
}
