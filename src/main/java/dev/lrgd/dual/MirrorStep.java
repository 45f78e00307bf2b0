package dev.lrgd.dual;

import java.util.Arrays;

/**
 * One anchored mirror step on the weights of a pool's demonstrations,
 *
 * <pre>  w' = argmax over the simplex of  eta g.w - KL(w | w_t) - eta alpha KL(w | a),</pre>
 *
 * with gains g, anchor weights a and anchoring alpha. In x_d = log(w_d / a_d), kept without its
 * normalisation, the step is x' = (x + eta g) / (1 + eta alpha); a new demonstration enters at x =
 * 0.
 *
 * <p>It cannot collapse. With |g_d| &lt;= B and a start at the anchor, |x_d| &lt;= B / alpha at
 * every step, so w_d / a_d differs between demonstrations by at most a factor rho = e^(2B / alpha),
 * and for a uniform anchor over n demonstrations
 *
 * <pre>  sum_d w_d^2 &lt;= (1 + rho)^2 / (4 rho n)      (Kantorovich),
 *   effective number 1 / sum_d w_d^2 &gt;= 4 rho n / (1 + rho)^2.</pre>
 *
 * Without an anchor (alpha = 0) the weights concentrate on one demonstration.
 *
 * @param eta step size, above 0
 * @param alpha anchoring, at least 0
 */
public record MirrorStep(double eta, double alpha) {
  public MirrorStep {
    Check.positive(eta, "eta");
    Check.notNegative(alpha, "alpha");
  }

  /** x' = (x + eta g) / (1 + eta alpha). */
  public double[] advance(double[] logRatios, double[] gains) {
    Check.same(gains.length, logRatios.length, "number of gains");
    Check.finite(logRatios, "log ratio");
    Check.finite(gains, "gain");
    double[] next = new double[gains.length];
    Arrays.setAll(next, d -> (logRatios[d] + eta * gains[d]) / (1 + eta * alpha));
    return next;
  }

  /** w_d proportional to a_d e^x_d, summing to 1. */
  public static double[] weights(double[] anchor, double[] logRatios) {
    Check.same(logRatios.length, anchor.length, "number of log ratios");
    Check.finite(logRatios, "log ratio");
    double[] logits = new double[anchor.length];
    Arrays.setAll(
        logits, d -> Math.log(Check.positive(anchor[d], "anchor[" + d + "]")) + logRatios[d]);
    return Candidates.softmax(logits);
  }

  /** rho = e^(2B / alpha), +infinity without an anchor. */
  public double largestRatio(double gainBound) {
    return Math.exp(2 * Check.positive(gainBound, "bound of the gains") / alpha);
  }

  /** 4 rho n / (1 + rho)^2, the least effective number of n demonstrations at any step. */
  public double leastEffectiveNumber(double gainBound, int demonstrations) {
    double rho = largestRatio(gainBound);
    return Math.max(1, 4 * demonstrations / ((1 + rho) * (1 + 1 / rho)));
  }

  /** alpha = 2B / log rho, the least anchoring that keeps the largest ratio below rho. */
  public static double leastAnchoring(double gainBound, double largestRatio) {
    Check.positive(largestRatio - 1, "largest ratio - 1");
    return 2 * Check.positive(gainBound, "bound of the gains") / Math.log(largestRatio);
  }
}
