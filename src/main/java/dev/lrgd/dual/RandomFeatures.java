package dev.lrgd.dual;

import java.util.Random;

/**
 * Positive random features, an explicit finite phi with E phi(x).phi(y) = kappa(x, y).
 *
 * <p>With x~ = sqrt(scale) x, z = x~ + y~ and w ~ N(0, I) of dimension d,
 *
 * <pre>  f(w, x) = (1 - 4A)^(d/4) exp(A |w|^2 + sqrt(1 - 4A) w.x~ - |x~|^2 / 2),   A &lt; 1/8,
 *   E f(w, x) f(w, y) = exp(x~.y~),
 *   relative variance of m features = (((1 + u)/2)^d u^(-d/2) exp(|z|^2 / u) - 1) / m,  u = 1 - 8A.
 * </pre>
 *
 * A = 0 are the positive features of Choromanski et al. 2021 (arXiv 2009.14794), the A that
 * minimises the variance those of Likhosherstov et al. 2022; orthogonal w lower it a little more.
 *
 * <p>Valid for |x~|, |y~| up to about 1, normalised embeddings with scale at most 1: there the
 * relative error is of order 1 / sqrt(m). It grows with exp(|z|^2 / 2), and at norms of 2 and more,
 * as in trained attention heads, no feasible m helps: use the exact kernel. Nor is it cheaper for
 * scoring short demonstrations, only for the aggregate of a whole pool ({@link
 * RandomFeatureState}).
 */
public final class RandomFeatures {
  private final double[][] frequencies;
  private final double a;

  private RandomFeatures(double[][] frequencies, double a) {
    this.frequencies = frequencies;
    this.a = a;
  }

  /** Independent positive features, A = 0. */
  public static RandomFeatures positive(int dimension, int features, long seed) {
    return of(dimension, features, 0, false, seed);
  }

  /**
   * Orthogonal positive features of least variance.
   *
   * @param meanSquaredSum the mean |x~ + y~|^2 over the pairs they are for
   */
  public static RandomFeatures optimal(
      int dimension, int features, double meanSquaredSum, long seed) {
    Check.atLeast(dimension, 1, "dimension");
    return of(dimension, features, optimalA(meanSquaredSum / dimension), true, seed);
  }

  /**
   * Features of any parameter.
   *
   * @param a the parameter A, below 1/8
   * @param orthogonal whether each block of {@code dimension} frequencies is orthogonal
   */
  public static RandomFeatures of(
      int dimension, int features, double a, boolean orthogonal, long seed) {
    Check.atLeast(dimension, 1, "dimension");
    Check.atLeast(features, 1, "number of features");
    Check.positive(0.125 - a, "1/8 - A");
    Random random = new Random(seed);
    double[][] frequencies = new double[features][];
    for (int m = 0; m < features; m++) {
      frequencies[m] = gaussian(dimension, random);
    }
    if (orthogonal) {
      orthogonalise(frequencies, dimension);
    }
    return new RandomFeatures(frequencies, a);
  }

  /** A* = (1 - 2 phi - sqrt((2 phi + 1)^2 + 8 phi)) / 16 for phi = mean |x~ + y~|^2 / d. */
  public static double optimalA(double phi) {
    Check.notNegative(phi, "phi");
    double b = 2 * phi + 1;
    return (1 - 2 * phi - Math.sqrt(b * b + 8 * phi)) / 16;
  }

  /** Variance of the estimate of kappa(x, y) over kappa^2, for independent frequencies. */
  public double relativeVariance(Kernel kernel, float[] x, float[] y) {
    double u = 1 - 8 * a;
    int d = dimension();
    double squared =
        kernel.scale() * (Vectors.dot(x, x) + 2 * Vectors.dot(x, y) + Vectors.dot(y, y));
    double logMoment = d * Math.log((1 + u) / 2) - d / 2. * Math.log(u) + squared / u;
    return Math.expm1(logMoment) / size();
  }

  public int dimension() {
    return frequencies[0].length;
  }

  /** Number of features m. */
  public int size() {
    return frequencies.length;
  }

  /** log phi_m(x) = log f(w_m, x) - log(m) / 2 of every feature. */
  public double[] logFeatures(Kernel kernel, float[] x) {
    Check.same(x.length, dimension(), "length of the vector");
    double root = Math.sqrt(kernel.scale());
    double common =
        dimension() / 4. * Math.log1p(-4 * a)
            - 0.5 * kernel.log(Vectors.dot(x, x))
            - 0.5 * Math.log(size());
    double[] logs = new double[size()];
    for (int m = 0; m < logs.length; m++) {
      double[] w = frequencies[m];
      double linear = Math.sqrt(1 - 4 * a) * root * Vectors.dot(w, x, 0);
      logs[m] = Check.finite(common + a * Vectors.dot(w, w) + linear, "log feature");
    }
    return logs;
  }

  /** log of the estimate of kappa(x, y). */
  public double logKernel(Kernel kernel, float[] x, float[] y) {
    double[] sum = logFeatures(kernel, x);
    Vectors.axpy(1, logFeatures(kernel, y), sum);
    return Vectors.logSumExp(sum);
  }

  /** Gram-Schmidt within blocks of d rows, each row keeping the length it was drawn with. */
  private static void orthogonalise(double[][] rows, int dimension) {
    for (int m = 0; m < rows.length; m++) {
      double length = norm(rows[m]);
      for (int other = m - m % dimension; other < m; other++) {
        double share = Vectors.dot(rows[m], rows[other]) / Vectors.dot(rows[other], rows[other]);
        Vectors.axpy(-share, rows[other], rows[m]);
      }
      double rest = norm(rows[m]);
      for (int i = 0; i < dimension; i++) {
        rows[m][i] *= length / rest;
      }
    }
  }

  private static double[] gaussian(int dimension, Random random) {
    double[] w = new double[dimension];
    for (int i = 0; i < dimension; i++) {
      w[i] = random.nextGaussian();
    }
    return w;
  }

  private static double norm(double[] x) {
    return Math.sqrt(Vectors.dot(x, x));
  }
}
