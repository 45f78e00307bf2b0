package dev.lrgd.dual;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Each demonstration is left out with probability p and, inverted, the others count 1 / (1 - p).
 *
 * <p>Then E N and E Z are those without dropout and their variances p / (1 - p) sum_d |N_d|^2 and p
 * / (1 - p) sum_d Z_d^2. The output N / Z is not linear, so it is biased; to second order by -p /
 * (1 - p) sum_d lambda_d^2 (o_d - o), lambda_d = Z_d / Z.
 *
 * @param rate p, in [0, 1)
 */
public record Dropout(double rate) {
  public Dropout {
    Check.notNegative(rate, "dropout rate");
    Check.positive(1 - rate, "1 - dropout rate");
  }

  /** -log(1 - p), the weight of a demonstration that stays. */
  public double logWeight() {
    return -Math.log1p(-rate);
  }

  /** The indices that stay, in ascending order; the same for the same seed. */
  public int[] draw(int demonstrations, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    return IntStream.range(0, demonstrations).filter(d -> random.nextDouble() >= rate).toArray();
  }

  /** Var Z / Z^2, Z being the mass of the prior and all demonstrations. */
  public double relativeMassVariance(DualState prior, List<DualState> demonstrations) {
    double sum = 0;
    for (double share : shares(prior, demonstrations)) {
      sum += share * share;
    }
    return odds() * sum;
  }

  /** sum over the components of Var N / Z^2. */
  public double relativeNumeratorVariance(DualState prior, List<DualState> demonstrations) {
    double[] shares = shares(prior, demonstrations);
    double sum = 0;
    for (int d = 0; d < demonstrations.size(); d++) {
      double[] output = demonstrations.get(d).output();
      sum += shares[d] * shares[d] * Vectors.dot(output, output);
    }
    return odds() * sum;
  }

  /** E o - o to second order in the shares. */
  public double[] outputBias(DualState prior, List<DualState> demonstrations) {
    double[] shares = shares(prior, demonstrations);
    double[] output = total(prior, demonstrations).output();
    double[] bias = new double[output.length];
    for (int d = 0; d < demonstrations.size(); d++) {
      double weight = odds() * shares[d] * shares[d];
      Vectors.axpy(-weight, demonstrations.get(d).output(), bias);
      Vectors.axpy(weight, output, bias);
    }
    return bias;
  }

  /** Var of the inverted mask: p / (1 - p). */
  private double odds() {
    return rate / (1 - rate);
  }

  private static double[] shares(DualState prior, List<DualState> demonstrations) {
    DualState total = total(prior, demonstrations);
    return demonstrations.stream().mapToDouble(d -> d.shareOf(total)).toArray();
  }

  private static DualState total(DualState prior, List<DualState> demonstrations) {
    DualState total = prior;
    for (DualState demonstration : demonstrations) {
      total = total.plus(demonstration);
    }
    return total;
  }
}
