package dev.lrgd.llm;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/**
 * How likely a model is to rank each candidate first: by the log-probabilities at the place where
 * its answer's first label begins, whose letter tells the candidate. So one answer gives log p(y)
 * for every y, whichever it wrote down.
 */
public final class FirstChoice {
  private FirstChoice() {}

  /**
   * log p of every candidate, normalised over all of them. One that is not among the likeliest
   * tokens has the least of their probabilities: what is said of it is too good.
   *
   * @return empty where the endpoint gave no log-probabilities, or more candidates were shown than
   *     there are letters
   */
  public static Optional<double[]> logProbabilities(Completion completion, Labels labels) {
    if (labels.size() > Labels.LETTERS) {
      return Optional.empty();
    }
    boolean inList = completion.tokens().stream().noneMatch(place -> place.token().contains("["));
    for (Completion.Place place : completion.tokens()) {
      if (inList && candidate(place.token(), labels) >= 0) {
        return Optional.of(logProbabilities(place.logProbabilities(), labels));
      }
      inList |= place.token().contains("[");
    }
    return Optional.empty();
  }

  private static double[] logProbabilities(Map<String, Double> likeliest, Labels labels) {
    double[] p = new double[labels.size()];
    likeliest.forEach(
        (token, logProbability) -> {
          int candidate = candidate(token, labels);
          if (candidate >= 0) {
            p[candidate] += Math.exp(logProbability);
          }
        });
    // Some endpoints write -9999 for what is all but impossible.
    double least =
        Math.max(
            Double.MIN_NORMAL,
            Math.exp(likeliest.values().stream().mapToDouble(Double::doubleValue).min().orElse(0)));
    double sum = Arrays.stream(p).map(x -> x > 0 ? x : least).sum();
    return Arrays.stream(p).map(x -> Math.log((x > 0 ? x : least) / sum)).toArray();
  }

  /** Zipf's law, as {@link Fusion} reads ranks: for models that give no log-probabilities. */
  public static double[] byLogRanks(double[] logRanks) {
    double sum = Arrays.stream(logRanks).map(x -> Math.exp(-x)).sum();
    return Arrays.stream(logRanks).map(x -> -x - Math.log(sum)).toArray();
  }

  /** Whose label the token begins; -1 for none. */
  private static int candidate(String token, Labels labels) {
    String text = token.replaceAll("[^A-Za-z0-9]", "");
    boolean label = !text.isEmpty() && Character.isUpperCase(text.charAt(0)) && text.length() <= 3;
    return label ? labels.indexOfLetter(text.charAt(0)) : -1;
  }
}
