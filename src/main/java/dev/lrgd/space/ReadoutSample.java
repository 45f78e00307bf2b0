package dev.lrgd.space;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;

/**
 * One list: the tokens a user attends to, candidates, and which one was chosen.
 *
 * @param target index of the chosen candidate
 * @param inner tokens x candidates x blocks: E_{c,b} . v_{i,b}
 * @param prior candidates x prior features
 * @param kind tokens
 * @param logAge tokens: log age of an own item, 0 of others
 * @param cosine tokens x kernels: cosine of a demonstration's key and the query, 0 of others
 */
record ReadoutSample(
    int target,
    float[][][] inner,
    double[][] prior,
    Kind[] kind,
    double[] logAge,
    double[][] cosine) {
  /** Parameters in the order of {@link Readout#toArray}. */
  static final int SCALES = 0;

  static final int PRIORS = 4;
  static final int RECENCY = 7;
  static final int SINK = 8;
  static final int DEMONSTRATION = 9;
  static final int KERNELS = 10;
  static final int PARAMETERS = 12;

  /** What a token is. */
  enum Kind {
    OWN,
    SINK,
    DEMONSTRATION
  }

  private double[] attention(double[] theta) {
    double[] a = new double[logAge.length];
    double max = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < a.length; i++) {
      a[i] = logit(theta, i);
      max = Math.max(max, a[i]);
    }
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      a[i] = Math.exp(a[i] - max);
      sum += a[i];
    }
    for (int i = 0; i < a.length; i++) {
      a[i] /= sum;
    }
    return a;
  }

  private double logit(double[] theta, int i) {
    return switch (kind[i]) {
      case OWN -> -theta[RECENCY] * logAge[i];
      case SINK -> theta[SINK];
      case DEMONSTRATION -> {
        double logit = theta[DEMONSTRATION];
        for (int k = 0; k < cosine[i].length; k++) {
          logit += theta[KERNELS + k] * cosine[i][k];
        }
        yield logit;
      }
    };
  }

  /** sum_b scale_b E_{c,b} . v_{i,b}. */
  private double tokenScore(double[] theta, int i, int c) {
    double score = 0;
    for (int b = 0; b < Blocks.COUNT; b++) {
      score += theta[SCALES + b] * inner[i][c][b];
    }
    return score;
  }

  private double[] scores(double[] theta, double[] a) {
    double[] s = new double[prior.length];
    for (int c = 0; c < s.length; c++) {
      for (int f = 0; f < prior[c].length; f++) {
        s[c] += theta[PRIORS + f] * prior[c][f];
      }
      for (int i = 0; i < a.length; i++) {
        s[c] += a[i] * tokenScore(theta, i, c);
      }
    }
    return s;
  }

  double loss(double[] theta) {
    double[] s = scores(theta, attention(theta));
    return logSumExp(s) - s[target];
  }

  private static double logSumExp(double[] s) {
    double max = Arrays.stream(s).max().orElseThrow();
    double sum = 0;
    for (double x : s) {
      sum += Math.exp(x - max);
    }
    return max + Math.log(sum);
  }

  void accumulate(double[] theta, double[] gradient, DMatrixRMaj fisher) {
    double[] a = attention(theta);
    double[] s = scores(theta, a);
    double logSum = logSumExp(s);
    double[][] jacobian = jacobian(theta, a);
    double[] mean = new double[PARAMETERS];
    for (int c = 0; c < s.length; c++) {
      double p = Math.exp(s[c] - logSum);
      for (int k = 0; k < PARAMETERS; k++) {
        mean[k] += p * jacobian[c][k];
        for (int l = 0; l < PARAMETERS; l++) {
          fisher.add(k, l, p * jacobian[c][k] * jacobian[c][l]);
        }
      }
    }
    for (int k = 0; k < PARAMETERS; k++) {
      gradient[k] += mean[k] - jacobian[target][k];
      for (int l = 0; l < PARAMETERS; l++) {
        fisher.add(k, l, -mean[k] * mean[l]);
      }
    }
  }

  private double[][] jacobian(double[] theta, double[] a) {
    double[][] logitSlope = logitSlopes(a);
    double[][] j = new double[prior.length][PARAMETERS];
    for (int c = 0; c < j.length; c++) {
      System.arraycopy(prior[c], 0, j[c], PRIORS, prior[c].length);
      for (int i = 0; i < a.length; i++) {
        for (int b = 0; b < Blocks.COUNT; b++) {
          j[c][SCALES + b] += a[i] * inner[i][c][b];
        }
        double score = tokenScore(theta, i, c);
        for (int k = RECENCY; k < PARAMETERS; k++) {
          j[c][k] += a[i] * logitSlope[i][k - RECENCY] * score;
        }
      }
    }
    return j;
  }

  /** dl_i/dtheta - mean_A dl/dtheta for the parameters inside the attention. */
  private double[][] logitSlopes(double[] a) {
    int n = PARAMETERS - RECENCY;
    double[][] slope = new double[a.length][n];
    double[] mean = new double[n];
    for (int i = 0; i < a.length; i++) {
      slope[i][0] = -logAge[i];
      slope[i][SINK - RECENCY] = kind[i] == Kind.SINK ? 1 : 0;
      slope[i][DEMONSTRATION - RECENCY] = kind[i] == Kind.DEMONSTRATION ? 1 : 0;
      System.arraycopy(cosine[i], 0, slope[i], KERNELS - RECENCY, cosine[i].length);
      for (int k = 0; k < n; k++) {
        mean[k] += a[i] * slope[i][k];
      }
    }
    for (double[] row : slope) {
      for (int k = 0; k < n; k++) {
        row[k] -= mean[k];
      }
    }
    return slope;
  }
}
