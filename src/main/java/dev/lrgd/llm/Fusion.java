package dev.lrgd.llm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Joins a language model's order with the dual model's scores, as a product of experts (Hinton
 * 2002): p(c) ~ exp(s_c) rank_c^-w, the dual model's distribution times a Zipf law of the rank. On
 * the scale of scores a candidate of rank r gets -w log r [D].
 *
 * <p>w is learnt by gradient descent on the listwise cross-entropy of choices that are known. The
 * loss is convex in w, with derivatives l' = x_y - sum_c p_c x_c (for scores s - w x, x = log rank)
 * and l'' = Var_p(x), so Newton's steps on the mean, kept at w >= 0, find its minimum. Without any
 * list w is {@value #DEFAULT_WEIGHT}: the model's first is then worth twice its second.
 */
public final class Fusion {
  public static final double DEFAULT_WEIGHT = 1;

  /** The strength of the pull to the default, in lists of unit variance. */
  private static final double PULL = 1;

  private static final int STEPS = 30;
  private static final double LARGEST = 10;

  private Fusion() {}

  /**
   * log rank of every candidate. Those not in the order rank behind it, all alike: the dual model
   * orders them.
   *
   * @param order distinct indices, best first
   * @param candidates how many there are, at least as many
   */
  public static double[] logRanks(List<Integer> order, int candidates) {
    double[] logRanks = new double[candidates];
    Arrays.fill(logRanks, Math.log1p(order.size()));
    for (int i = 0; i < order.size(); i++) {
      logRanks[order.get(i)] = Math.log1p(i);
    }
    return logRanks;
  }

  /**
   * A list whose choice is known.
   *
   * @param scores of the dual model
   * @param logRanks of the language model
   * @param chosen index of what was chosen
   */
  public record KnownChoice(double[] scores, double[] logRanks, int chosen) {}

  /** The weight under which the choices are likeliest, with a weak pull to the default. */
  public static double fit(List<KnownChoice> choices) {
    double weight = DEFAULT_WEIGHT;
    for (int step = 0; step < STEPS; step++) {
      double gradient = PULL * (weight - DEFAULT_WEIGHT);
      double curvature = PULL;
      for (KnownChoice choice : choices) {
        double[] p = probabilities(choice, weight);
        double mean = 0;
        double square = 0;
        for (int c = 0; c < p.length; c++) {
          mean += p[c] * choice.logRanks[c];
          square += p[c] * choice.logRanks[c] * choice.logRanks[c];
        }
        gradient += choice.logRanks[choice.chosen] - mean;
        curvature += square - mean * mean;
      }
      // Steps of 1 at most: far from the minimum the curvature may all but vanish.
      double change = Math.max(-1, Math.min(1, gradient / curvature));
      weight = Math.max(0, Math.min(LARGEST, weight - change));
    }
    return weight;
  }

  /** Mean of -log p(chosen), in nats. */
  public static double loss(List<KnownChoice> choices, double weight) {
    List<Double> losses = new ArrayList<>();
    for (KnownChoice choice : choices) {
      losses.add(-Math.log(probabilities(choice, weight)[choice.chosen]));
    }
    return losses.stream().mapToDouble(Double::doubleValue).average().orElse(0);
  }

  private static double[] probabilities(KnownChoice choice, double weight) {
    double[] p = new double[choice.scores.length];
    double largest = Double.NEGATIVE_INFINITY;
    for (int c = 0; c < p.length; c++) {
      p[c] = choice.scores[c] - weight * choice.logRanks[c];
      largest = Math.max(largest, p[c]);
    }
    double sum = 0;
    for (int c = 0; c < p.length; c++) {
      p[c] = Math.exp(p[c] - largest);
      sum += p[c];
    }
    for (int c = 0; c < p.length; c++) {
      p[c] /= sum;
    }
    return p;
  }
}
