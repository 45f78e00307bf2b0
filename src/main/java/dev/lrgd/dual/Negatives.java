package dev.lrgd.dual;

/**
 * Negative samples: the penalty + beta sum_i mean_{j in N(i)} [v_j; 0]^T W^ phi(k_i) on the
 * gradient descent's loss. Its step replaces v_i by v_i - beta mean_{N(i)} v_j and leaves every
 * mass as it is: demonstrations repel the direction their negatives share, for instance that of
 * popular items.
 */
public final class Negatives {
  private Negatives() {}

  /**
   * The tokens with their values moved away from their negatives.
   *
   * @param beta strength, at least 0
   * @param items the table the negatives' values are rows of
   * @param negatives for each token the rows of N(i), at least one each
   */
  public static Tokens repel(Tokens tokens, double beta, VectorTable items, int[][] negatives) {
    Check.notNegative(beta, "beta");
    Check.same(negatives.length, tokens.size(), "number of lists of negatives");
    Check.same(items.dimension(), tokens.valueDimension(), "dimension of the negatives");
    int dimension = tokens.valueDimension();
    float[] values = new float[tokens.size() * dimension];
    for (int i = 0; i < tokens.size(); i++) {
      double[] value = repelled(tokens, i, beta, items, negatives[i]);
      for (int j = 0; j < dimension; j++) {
        values[i * dimension + j] = (float) value[j];
      }
    }
    return tokens.withValues(VectorTable.of(dimension, values));
  }

  private static double[] repelled(
      Tokens tokens, int i, double beta, VectorTable items, int[] negatives) {
    Check.atLeast(negatives.length, 1, "number of negatives of token " + i);
    double[] value = new double[tokens.valueDimension()];
    tokens.addValue(value, 1, i);
    for (int row : negatives) {
      items.addTo(value, -beta / negatives.length, Check.index(row, items.rows(), "negative"));
    }
    return value;
  }
}
