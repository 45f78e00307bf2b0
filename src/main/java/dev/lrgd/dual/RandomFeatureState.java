package dev.lrgd.dual;

/**
 * The weights W^ = sum_i w_i [v_i; 1] phi(k_i)^T written out for random features: the aggregate of
 * any number of tokens in (d_v + 1) m numbers, read at any query in as much time.
 *
 * <p>Kept as a multiple of e^offset. The approximation is as good as the features', see there.
 */
public final class RandomFeatureState {
  private final RandomFeatures features;
  private final Kernel kernel;
  private final double[][] rows;
  private final double offset;

  private RandomFeatureState(
      RandomFeatures features, Kernel kernel, double[][] rows, double offset) {
    this.features = features;
    this.kernel = kernel;
    this.rows = rows;
    this.offset = offset;
  }

  /** Aggregates tokens; row m holds sum_i w_i phi_m(k_i) [v_i; 1]. */
  public static RandomFeatureState of(RandomFeatures features, Kernel kernel, Tokens tokens) {
    double[][] logs = new double[tokens.size()][];
    double offset = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < logs.length; i++) {
      logs[i] = features.logFeatures(kernel, tokens.key(i));
      for (int m = 0; m < features.size(); m++) {
        logs[i][m] += tokens.logWeight(i);
      }
      offset = Math.max(offset, Vectors.max(logs[i]));
    }
    double[][] rows = new double[features.size()][tokens.valueDimension() + 1];
    for (int i = 0; i < logs.length; i++) {
      double[] lifted = lifted(tokens, i);
      for (int m = 0; m < rows.length; m++) {
        Vectors.axpy(Math.exp(logs[i][m] - offset), lifted, rows[m]);
      }
    }
    return new RandomFeatureState(features, kernel, rows, offset);
  }

  private static double[] lifted(Tokens tokens, int i) {
    float[] value = tokens.value(i);
    double[] lifted = new double[value.length + 1];
    for (int j = 0; j < value.length; j++) {
      lifted[j] = value[j];
    }
    lifted[value.length] = 1;
    return lifted;
  }

  /** W^ phi(q) = [N; Z]. */
  public DualState read(float[] query) {
    double[] logs = features.logFeatures(kernel, query);
    double max = Vectors.max(logs);
    double[] sum = new double[rows[0].length];
    for (int m = 0; m < rows.length; m++) {
      Vectors.axpy(Math.exp(logs[m] - max), rows[m], sum);
    }
    return DualState.ofLifted(sum, offset + max);
  }
}
