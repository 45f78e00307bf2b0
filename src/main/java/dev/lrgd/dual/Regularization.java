package dev.lrgd.dual;

import java.util.Arrays;
import java.util.List;

/**
 * A penalty or constraint on the gradient descent, as what it does to the attention: a logit bias
 * on the user's own tokens and one on each demonstration.
 *
 * <p>Every update below is linear in the weights W^ and in the gradients G_d, so it only rescales
 * them, and scaling W^_0 or G_d by w adds log w to the logits of its tokens. n demonstrations take
 * their steps in order, i = 1..n. (The families after Ren and Liu 2023, arXiv 2310.13220; the
 * closed forms in the normalised lift are derived here.)
 */
public final class Regularization {
  private final double priorLogWeight;
  private final double[] logWeights;

  private Regularization(double priorLogWeight, double[] logWeights) {
    this.priorLogWeight = priorLogWeight;
    this.logWeights = logWeights;
  }

  /** W^ = W^_0 + G: no bias at all. */
  public static Regularization none(int demonstrations) {
    return new Regularization(0, new double[demonstrations]);
  }

  /**
   * Weight decay (alpha/2)|W^|^2 over one step of all demonstrations: W^ = (1 - alpha) W^_0 + G, a
   * bias log(1 - alpha) on the own tokens. The demonstrations' mass rises.
   *
   * @param alpha in [0, 1)
   */
  public static Regularization weightDecay(double alpha, int demonstrations) {
    return new Regularization(logRest(alpha), new double[demonstrations]);
  }

  /**
   * Weight decay with one step per demonstration: W^_i = (1 - alpha) W^_{i-1} + G_i, a bias n log(1
   * - alpha) on the own tokens and (n - i) log(1 - alpha) on demonstration i. Geometric recency.
   */
  public static Regularization weightDecayPerStep(double alpha, int demonstrations) {
    return new Regularization(
        demonstrations * logRest(alpha), recency(logRest(alpha), demonstrations));
  }

  /**
   * Proximal (alpha/2)|W^ - W^_0|^2 with one step per demonstration: W^_i - W^_0 = (1 -
   * alpha)(W^_{i-1} - W^_0) + G_i, recency on the demonstrations alone. (With a single step it does
   * nothing: its gradient is zero at W^_0.)
   */
  public static Regularization proximalPerStep(double alpha, int demonstrations) {
    return new Regularization(0, recency(logRest(alpha), demonstrations));
  }

  /**
   * The minimiser of L_D(W^) + (alpha/2)|W^ - W^_0|^2, W^_0 + G / alpha: a bias -log alpha on every
   * demonstration, mass Z_D / (alpha Z_T + Z_D). The knob that makes demonstrations count less.
   *
   * @param alpha above 0
   */
  public static Regularization proximal(double alpha, int demonstrations) {
    return uniform(-Math.log(Check.positive(alpha, "alpha")), demonstrations);
  }

  /**
   * Gradient clipping: w_d = min(1, limit / |G_d|).
   *
   * @param limit the largest norm, above 0
   * @param logNorms log |G_d| of each demonstration, see {@link #logGradientNorm}
   */
  public static Regularization clipping(double limit, double... logNorms) {
    double logLimit = Math.log(Check.positive(limit, "limit"));
    double[] logWeights = new double[logNorms.length];
    for (int d = 0; d < logNorms.length; d++) {
      if (Double.isNaN(logNorms[d]) || logNorms[d] == Double.POSITIVE_INFINITY) {
        throw new IllegalArgumentException("log norm[" + d + "] is " + logNorms[d]);
      }
      logWeights[d] = Math.min(0, logLimit - logNorms[d]);
    }
    return new Regularization(0, logWeights);
  }

  /**
   * Scales all demonstrations so that their mass is at most {@code most}: w = min(1, most / (1 -
   * most) Z_T / Z_D). Without own tokens the mass is 1 at any weight and the cap does nothing.
   *
   * @param most in (0, 1)
   * @param logPriorMass log Z_T
   * @param logStepMass log Z_D of all demonstrations together
   */
  public static Regularization massCap(
      double most, double logPriorMass, double logStepMass, int demonstrations) {
    Check.positive(most, "most");
    Check.positive(1 - most, "1 - most");
    double bias = Math.log(most) - Math.log1p(-most) + logPriorMass - logStepMass;
    return uniform(Double.isFinite(bias) ? Math.min(0, bias) : 0, demonstrations);
  }

  private static Regularization uniform(double logWeight, int demonstrations) {
    double[] logWeights = new double[demonstrations];
    Arrays.fill(logWeights, logWeight);
    return new Regularization(0, logWeights);
  }

  private static double[] recency(double logRest, int demonstrations) {
    double[] logWeights = new double[demonstrations];
    Arrays.setAll(logWeights, i -> (demonstrations - 1 - i) * logRest);
    return logWeights;
  }

  private static double logRest(double alpha) {
    Check.notNegative(alpha, "alpha");
    Check.positive(1 - alpha, "1 - alpha");
    return Math.log1p(-alpha);
  }

  /** Both, one after the other: the biases add. */
  public Regularization and(Regularization other) {
    Check.same(other.logWeights.length, logWeights.length, "number of demonstrations");
    double[] sum = logWeights.clone();
    Vectors.axpy(1, other.logWeights, sum);
    return new Regularization(priorLogWeight + other.priorLogWeight, sum);
  }

  /** The bias on the user's own tokens. */
  public double priorLogWeight() {
    return priorLogWeight;
  }

  /** The bias on one demonstration. */
  public double logWeight(int demonstration) {
    return logWeights[Check.index(demonstration, logWeights.length, "demonstration")];
  }

  /** The regularised dual model. */
  public DualModel train(DualState prior, List<DualState> demonstrations) {
    Check.same(demonstrations.size(), logWeights.length, "number of demonstrations");
    DualModel model = DualModel.zeroShot(prior.scaled(priorLogWeight));
    for (int d = 0; d < logWeights.length; d++) {
      model = model.plus(demonstrations.get(d), logWeights[d]);
    }
    return model;
  }

  /**
   * log |G|, the Frobenius norm of a demonstration's gradient: |G|^2 = sum_{i,j} w_i w_j (v_i.v_j +
   * 1) kappa(k_i, k_j). -infinity without tokens.
   */
  public static double logGradientNorm(Kernel kernel, Tokens tokens) {
    int n = tokens.size();
    double[] logits = new double[n * n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        double logKernel = kernel.log(tokens.keyDot(i, tokens, j));
        logits[i * n + j] = tokens.logWeight(i) + tokens.logWeight(j) + logKernel;
      }
    }
    double offset = Vectors.max(logits);
    double sum = 0;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        sum += Math.exp(logits[i * n + j] - offset) * (tokens.valueDot(i, tokens, j) + 1);
      }
    }
    return n == 0 ? Double.NEGATIVE_INFINITY : 0.5 * (offset + Math.log(sum));
  }
}
