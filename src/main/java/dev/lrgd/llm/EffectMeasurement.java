package dev.lrgd.llm;

import dev.lrgd.llm.Completion.Place;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * What demonstrations do to a language model's opinion of one candidate, measured: Effect_LLM(S) =
 * log p(y | T, S) - log p(y | T) (theory.md 3.2).
 *
 * <p>p is read where the model writes the first label of its answer, from the likeliest tokens at
 * that place: every candidate's label begins with a letter of its own, so the letters'
 * probabilities are those of the candidates, however a tokenizer splits a label. What is not among
 * the likeliest (OpenAI gives 20) counts as the least of them: the measured effect of a candidate
 * far from the top is a bound.
 */
public final class EffectMeasurement {
  private final PromptWriter writer;
  private final LanguageModel model;

  public EffectMeasurement(PromptWriter writer, LanguageModel model) {
    this.writer = writer;
    this.model = model;
  }

  /**
   * Two calls, with the question's demonstrations and without.
   *
   * @param target index of the candidate that is asked about
   * @return nothing where the endpoint gives no log-probabilities
   * @throws ModelFault when there is no answer
   */
  public OptionalDouble effect(Question question, int target, Duration timeEach) {
    if (question.candidates().size() > Labels.LETTERS) {
      throw new IllegalArgumentException("more candidates than letters");
    }
    OptionalDouble with = logProbability(question, target, timeEach);
    OptionalDouble without =
        with.isEmpty() ? with : logProbability(question.zeroShot(), target, timeEach);
    return without.isEmpty()
        ? without
        : OptionalDouble.of(with.getAsDouble() - without.getAsDouble());
  }

  private OptionalDouble logProbability(Question question, int target, Duration time) {
    Prompt prompt = writer.write(question);
    return logProbability(model.complete(prompt, time, true), prompt.labels(), target);
  }

  /** log of the target's share among the candidates at the first label. */
  static OptionalDouble logProbability(Completion completion, Labels labels, int target) {
    for (Place place : completion.tokens()) {
      if (candidate(place.token(), labels) >= 0) {
        double[] shares = shares(place.logProbabilities(), labels);
        double sum = 0;
        for (double share : shares) {
          sum += share;
        }
        return OptionalDouble.of(Math.log(shares[target] / sum));
      }
    }
    return OptionalDouble.empty();
  }

  private static double[] shares(Map<String, Double> logProbabilities, Labels labels) {
    double[] shares = new double[labels.size()];
    double least = 1;
    for (Map.Entry<String, Double> token : logProbabilities.entrySet()) {
      double probability = Math.exp(token.getValue());
      int candidate = candidate(token.getKey(), labels);
      if (candidate >= 0) {
        shares[candidate] += probability;
      }
      least = Math.min(least, probability);
    }
    for (int c = 0; c < shares.length; c++) {
      shares[c] = Math.max(shares[c], Math.max(least, Double.MIN_NORMAL));
    }
    return shares;
  }

  /** The candidate whose label a token begins, perhaps after a quote; -1 for any other token. */
  private static int candidate(String token, Labels labels) {
    String text = token.replaceAll("^[^A-Za-z0-9]+", "");
    boolean label = text.matches("[A-Za-z]([2-9][2-9]?)?[^A-Za-z0-9]*");
    return label ? labels.indexOfLetter(text.charAt(0)) : -1;
  }
}
