package dev.lrgd.dual;

import java.util.Arrays;
import java.util.List;

/**
 * How much demonstrations repeat each other: the cosine between their gradients,
 *
 * <pre>  overlap(d, e) = &lt;G_d, G_e&gt; / (|G_d| |G_e|),
 *   &lt;G_d, G_e&gt; = sum_{i in d, j in e} w_i w_j ((v_i - m).(v_j - m) + 1) kappa~(k_i, k_j).
 * </pre>
 *
 * kappa~ = exp(-scale |k - l|^2 / 2) is the kernel without the keys' norms, and m the mean value of
 * all tokens: neither a long key nor the direction all items share makes everything look alike. A
 * product of positive definite kernels, so overlaps lie in [-1, 1] and their matrix is a Gram
 * matrix.
 *
 * <p>The linear effect does not see redundancy, two copies count twice; a selection that should
 * avoid it adds {@link #penalty} to its objective. Overlaps are computed when first needed and
 * kept: one instance serves one thread.
 */
public final class Redundancy {
  private final Kernel kernel;
  private final Tokens[] demonstrations;
  private final double[] centre;
  private final double[] logNorms;
  private final double[][] overlaps;

  private Redundancy(Kernel kernel, Tokens[] demonstrations, double[] centre) {
    this.kernel = kernel;
    this.demonstrations = demonstrations;
    this.centre = centre;
    this.logNorms = new double[demonstrations.length];
    this.overlaps = new double[demonstrations.length][];
    for (int d = 0; d < logNorms.length; d++) {
      logNorms[d] = 0.5 * product(d, d).logMagnitude;
    }
  }

  /** Demonstrations of the same key and value dimensions. */
  public static Redundancy of(Kernel kernel, List<Tokens> demonstrations) {
    for (int d = 1; d < demonstrations.size(); d++) {
      Tokens first = demonstrations.get(0);
      Tokens other = demonstrations.get(d);
      Check.same(other.keyDimension(), first.keyDimension(), "key dimension of demonstration " + d);
      Check.same(
          other.valueDimension(), first.valueDimension(), "value dimension of demonstration " + d);
    }
    return new Redundancy(kernel, demonstrations.toArray(Tokens[]::new), meanValue(demonstrations));
  }

  private static double[] meanValue(List<Tokens> demonstrations) {
    int count = demonstrations.stream().mapToInt(Tokens::size).sum();
    double[] mean =
        new double[demonstrations.isEmpty() ? 0 : demonstrations.get(0).valueDimension()];
    for (Tokens tokens : demonstrations) {
      for (int i = 0; i < tokens.size(); i++) {
        tokens.addValue(mean, 1. / count, i);
      }
    }
    return mean;
  }

  public int size() {
    return demonstrations.length;
  }

  /** Cosine of two gradients, in [-1, 1]; 1 of a demonstration with itself, 0 without tokens. */
  public double overlap(int d, int e) {
    Check.index(d, size(), "demonstration");
    Check.index(e, size(), "demonstration");
    if (overlaps[d] == null) {
      overlaps[d] = new double[size()];
      Arrays.fill(overlaps[d], Double.NaN);
    }
    if (Double.isNaN(overlaps[d][e])) {
      overlaps[d][e] = cosine(Math.min(d, e), Math.max(d, e));
    }
    return overlaps[d][e];
  }

  private double cosine(int d, int e) {
    if (demonstrations[d].size() == 0 || demonstrations[e].size() == 0) {
      return 0;
    }
    if (d == e) {
      return 1;
    }
    Signed product = product(d, e);
    double cosine = product.sign * Math.exp(product.logMagnitude - logNorms[d] - logNorms[e]);
    return Math.max(-1, Math.min(1, cosine));
  }

  /** sign * e^logMagnitude. */
  private record Signed(double sign, double logMagnitude) {}

  /** &lt;G_d, G_e&gt;, its weights relative to the largest pair. */
  private Signed product(int d, int e) {
    Tokens a = demonstrations[d];
    Tokens b = demonstrations[e];
    double offset = maxLogWeight(a) + maxLogWeight(b);
    double sum = 0;
    for (int i = 0; i < a.size(); i++) {
      for (int j = 0; j < b.size(); j++) {
        double logWeight = a.logWeight(i) + b.logWeight(j) - offset + logKernel(a, i, b, j);
        sum += Math.exp(logWeight) * (centredProduct(a, i, b, j) + 1);
      }
    }
    return new Signed(Math.signum(sum), offset + Math.log(Math.abs(sum)));
  }

  private static double maxLogWeight(Tokens tokens) {
    double max = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < tokens.size(); i++) {
      max = Math.max(max, tokens.logWeight(i));
    }
    return max;
  }

  private double logKernel(Tokens a, int i, Tokens b, int j) {
    return kernel.logNormalised(a.keyDot(i, b, j), a.keyDot(i, a, i), b.keyDot(j, b, j));
  }

  /** (v_i - m).(v_j - m), the products with m in double. */
  private double centredProduct(Tokens a, int i, Tokens b, int j) {
    return a.valueDot(i, b, j)
        - a.valueDot(i, centre)
        - b.valueDot(j, centre)
        + Vectors.dot(centre, centre);
  }

  /** log det(I + overlaps of the set / variance), the log volume of a determinantal process. */
  public double logDet(double variance, int... set) {
    Check.positive(variance, "variance");
    double[][] matrix = new double[set.length][set.length];
    for (int i = 0; i < set.length; i++) {
      for (int j = 0; j < set.length; j++) {
        matrix[i][j] = overlap(set[i], set[j]) / variance + (i == j ? 1 : 0);
      }
    }
    return Cholesky.of(matrix).logDet();
  }

  /**
   * The term -mu sum_{d&lt;e} max(0, overlap) + nu log det(I + overlaps / variance) of an
   * objective.
   *
   * <p>For its bound: another member lowers the first part and raises the second by at most log(1 +
   * 1/variance) (Fischer's inequality), so no overlap is computed for sets a search only bounds.
   *
   * @param mu at least 0
   * @param nu at least 0
   * @param variance above 0
   */
  public SetObjective penalty(double mu, double nu, double variance) {
    Check.notNegative(mu, "mu");
    Check.notNegative(nu, "nu");
    Check.positive(variance, "variance");
    return new Penalty(mu, nu, variance);
  }

  private final class Penalty implements SetObjective {
    private final double mu;
    private final double nu;
    private final double variance;

    Penalty(double mu, double nu, double variance) {
      this.mu = mu;
      this.nu = nu;
      this.variance = variance;
    }

    @Override
    public double value(int... set) {
      double sum = 0;
      for (int i = 0; i < set.length; i++) {
        for (int j = 0; j < i; j++) {
          sum += Math.max(0, overlap(set[i], set[j]));
        }
      }
      return (nu == 0 ? 0 : nu * logDet(variance, set)) - mu * sum;
    }

    @Override
    public double[] upperBounds(int[] base, int size) {
      double[] bounds = new double[size];
      Arrays.fill(bounds, value(base) + nu * Math.log1p(1 / variance));
      return bounds;
    }
  }
}
