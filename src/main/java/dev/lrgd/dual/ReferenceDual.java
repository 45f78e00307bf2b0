package dev.lrgd.dual;

import java.util.Arrays;

/**
 * The dual model written out, in double and without any shortcut: for checking the fast path and
 * for showing the identity with attention. Numbers stay small here; no logarithms.
 *
 * <p>The features of the exact kernel have infinitely many coordinates, but for finitely many
 * points the rows of the Cholesky factor of their Gram matrix have the same inner products. On them
 * the weights W^ are a matrix, L_D a function of its entries, and a gradient step can be taken by
 * finite differences.
 */
public final class ReferenceDual {
  /** L_D is linear: a wide difference is exact and rounds least. */
  private static final double STEP = 1;

  private ReferenceDual() {}

  /** Softmax attention sum_i e^(log w_i + scale k_i.q) v_i, normalised: the definition. */
  public static double[] attention(
      double scale, double[][] keys, double[][] values, double[] logWeights, double[] query) {
    double[] lifted = new double[values[0].length + 1];
    for (int i = 0; i < keys.length; i++) {
      double weight = Math.exp(logWeights[i] + scale * Vectors.dot(keys[i], query));
      Vectors.axpy(weight, lift(values[i]), lifted);
    }
    return readout(lifted);
  }

  /** [v; 1]. */
  public static double[] lift(double[] value) {
    double[] lifted = Arrays.copyOf(value, value.length + 1);
    lifted[value.length] = 1;
    return lifted;
  }

  /** N / Z of [N; Z]. */
  public static double[] readout(double[] lifted) {
    double[] output = Arrays.copyOf(lifted, lifted.length - 1);
    for (int i = 0; i < output.length; i++) {
      output[i] /= lifted[output.length];
    }
    return output;
  }

  /** phi of every point, with phi(x).phi(y) = exp(scale x.y) among them. */
  public static double[][] features(double scale, double[][] points) {
    double[][] gram = new double[points.length][points.length];
    for (int i = 0; i < points.length; i++) {
      for (int j = 0; j < points.length; j++) {
        gram[i][j] = Math.exp(scale * Vectors.dot(points[i], points[j]));
      }
    }
    Cholesky factor = Cholesky.of(gram);
    double[][] features = new double[points.length][];
    Arrays.setAll(features, factor::row);
    return features;
  }

  /** L_D(W^) = -sum_i v^_i^T W^ phi(k_i). */
  public static double loss(double[][] weights, double[][] lifted, double[][] features) {
    double sum = 0;
    for (int i = 0; i < lifted.length; i++) {
      sum -= Vectors.dot(lifted[i], read(weights, features[i]));
    }
    return sum;
  }

  /** W^ - eta grad L_D(W^), every entry of the gradient a central difference of the loss. */
  public static double[][] gradientStep(
      double[][] weights, double[][] lifted, double[][] features, double eta) {
    double[][] stepped = new double[weights.length][];
    double[][] probe = new double[weights.length][];
    for (int r = 0; r < weights.length; r++) {
      stepped[r] = weights[r].clone();
      probe[r] = weights[r].clone();
    }
    for (int r = 0; r < weights.length; r++) {
      for (int c = 0; c < weights[r].length; c++) {
        probe[r][c] = weights[r][c] + STEP;
        double up = loss(probe, lifted, features);
        probe[r][c] = weights[r][c] - STEP;
        double down = loss(probe, lifted, features);
        probe[r][c] = weights[r][c];
        stepped[r][c] -= eta * (up - down) / (2 * STEP);
      }
    }
    return stepped;
  }

  /** W^ phi. */
  public static double[] read(double[][] weights, double[] feature) {
    double[] lifted = new double[weights.length];
    Arrays.setAll(lifted, r -> Vectors.dot(weights[r], feature));
    return lifted;
  }
}
