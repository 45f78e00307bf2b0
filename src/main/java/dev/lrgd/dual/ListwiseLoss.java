package dev.lrgd.dual;

/**
 * Listwise cross-entropy of one query: l(o) = -sum_c pi_c s_c(o) + log sum_c exp s_c(o), where pi
 * is the target distribution over the candidates (all of it on one candidate when the target is
 * known).
 *
 * <p>l is convex in o. Its negative gradient is u = sum_c (pi_c - p_c) E_c / tau with p =
 * softmax(s).
 */
public final class ListwiseLoss {
  private static final double SUM_TOLERANCE = 1e-9;

  private final Candidates candidates;
  private final double[] target;

  private ListwiseLoss(Candidates candidates, double[] target) {
    this.candidates = candidates;
    this.target = target;
  }

  /** The loss of not choosing one candidate. */
  public static ListwiseLoss of(Candidates candidates, int target) {
    double[] pi = new double[candidates.size()];
    pi[Check.index(target, pi.length, "target")] = 1;
    return new ListwiseLoss(candidates, pi);
  }

  /**
   * The loss towards a distribution over the candidates.
   *
   * @param target pi, not negative, summing to 1 (to 1e-9)
   */
  public static ListwiseLoss of(Candidates candidates, double[] target) {
    Check.same(target.length, candidates.size(), "length of the target distribution");
    double sum = 0;
    for (double p : Check.notNegative(target, "target distribution")) {
      sum += p;
    }
    Check.between(sum, 1 - SUM_TOLERANCE, 1 + SUM_TOLERANCE, "sum of the target distribution");
    return new ListwiseLoss(candidates, target.clone());
  }

  public Candidates candidates() {
    return candidates;
  }

  /** l(o), in nats. */
  public double value(double[] output) {
    return valueOfScores(candidates.scores(output));
  }

  /** u = -dl/do. */
  public double[] negativeGradient(double[] output) {
    return candidates.pullBack(residual(candidates.scores(output)));
  }

  double valueOfScores(double[] scores) {
    return Vectors.logSumExp(scores) - Vectors.dot(target, scores);
  }

  /** pi - p, the negative gradient of the loss in the scores. */
  double[] residual(double[] scores) {
    double[] residual = Candidates.softmax(scores);
    for (int c = 0; c < residual.length; c++) {
      residual[c] = target[c] - residual[c];
    }
    return residual;
  }
}
