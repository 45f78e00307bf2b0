package dev.lrgd.evaluate.selection;

import java.util.Arrays;

/**
 * Greedy maximisation of log det L over sets, L_ij = q_i S_ij q_j with q = e^(relevance / 2): the
 * likeliest set of a determinantal point process, its Cholesky factor grown member by member (Chen
 * et al. 2018, as CEIL selects in-context examples).
 */
final class Determinantal {
  private static final double TINY = 1e-10;

  private Determinantal() {}

  interface Similarity {
    double of(int i, int j);
  }

  /** At most {@code count} indices in the order they were chosen. */
  static int[] greedy(double[] relevance, Similarity similarity, int count) {
    int n = relevance.length;
    int most = Math.min(count, n);
    double[][] factor = new double[most][n];
    double[] gain = Arrays.stream(relevance).map(Math::exp).toArray();
    int[] chosen = new int[most];
    for (int size = 0; size < most; size++) {
      int best = best(gain);
      if (gain[best] < TINY) {
        return Arrays.copyOf(chosen, size);
      }
      chosen[size] = best;
      for (int i = 0; i < n; i++) {
        double value = Math.exp((relevance[best] + relevance[i]) / 2) * similarity.of(best, i);
        for (int earlier = 0; earlier < size; earlier++) {
          value -= factor[earlier][best] * factor[earlier][i];
        }
        factor[size][i] = value / Math.sqrt(gain[best]);
      }
      for (int i = 0; i < n; i++) {
        gain[i] -= factor[size][i] * factor[size][i];
      }
      gain[best] = Double.NEGATIVE_INFINITY;
    }
    return chosen;
  }

  private static int best(double[] gain) {
    int best = 0;
    for (int i = 1; i < gain.length; i++) {
      best = gain[i] > gain[best] ? i : best;
    }
    return best;
  }
}
