package dev.lrgd.dual;

/**
 * The second-order alternative to one gradient step: the minimiser of sum_i |v_i - W phi(k_i)|^2 /
 * 2 + alpha |W|^2 / 2, whose output at q is sum_i c_i v_i with c = (K + alpha I)^-1 kappa(q).
 *
 * <p>A repeated demonstration adds almost nothing here, while a gradient step counts it twice: with
 * alpha = 1/4 and kappa = 0.6 a copy raises the weight from 0.48 to 0.53 instead of from 0.6 to
 * 1.2. For large alpha, alpha c tends to kappa(q), the un-normalised attention weights. The kernel
 * is the one without norms, exp(-scale |k - l|^2 / 2), so that K has a unit diagonal and alpha one
 * meaning.
 */
public final class KernelRidge {
  private KernelRidge() {}

  /**
   * The coefficient c_i of every token; token weights are not used.
   *
   * @param alpha the ridge, above 0
   */
  public static double[] coefficients(Kernel kernel, Tokens tokens, float[] query, double alpha) {
    Check.positive(alpha, "alpha");
    Check.same(query.length, tokens.keyDimension(), "length of the query");
    VectorTable point = VectorTable.of(query.length, query);
    Tokens probe = Tokens.of(point, point, 0);
    double[][] gram = new double[tokens.size()][tokens.size()];
    double[] atQuery = new double[tokens.size()];
    for (int i = 0; i < gram.length; i++) {
      for (int j = 0; j < gram.length; j++) {
        gram[i][j] = similarity(kernel, tokens, i, tokens, j) + (i == j ? alpha : 0);
      }
      atQuery[i] = similarity(kernel, tokens, i, probe, 0);
    }
    return Cholesky.of(gram).solve(atQuery);
  }

  private static double similarity(Kernel kernel, Tokens a, int i, Tokens b, int j) {
    return Math.exp(kernel.logNormalised(a.keyDot(i, b, j), a.keyDot(i, a, i), b.keyDot(j, b, j)));
  }
}
