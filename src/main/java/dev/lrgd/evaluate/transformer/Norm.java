package dev.lrgd.evaluate.transformer;

import java.util.Arrays;

/** RMSNorm (Zhang and Sennrich 2019): y_i = g_i x_i / sqrt(mean x^2 + epsilon). */
final class Norm {
  private static final double EPSILON = 1e-5;

  private Norm() {}

  static double[] ones(int n) {
    double[] gain = new double[n];
    Arrays.fill(gain, 1);
    return gain;
  }

  static double[] of(double[] gain, double[] x) {
    double r = inverseRoot(x);
    double[] y = new double[x.length];
    Arrays.setAll(y, i -> gain[i] * x[i] * r);
    return y;
  }

  /** The gradient in x from that in y. */
  static double[] backward(double[] gain, double[] x, double[] dy) {
    double r = inverseRoot(x);
    double along = 0;
    for (int i = 0; i < x.length; i++) {
      along += gain[i] * dy[i] * x[i];
    }
    double radial = along * r * r * r / x.length;
    double[] dx = new double[x.length];
    Arrays.setAll(dx, i -> gain[i] * dy[i] * r - x[i] * radial);
    return dx;
  }

  private static double inverseRoot(double[] x) {
    double sum = 0;
    for (double xi : x) {
      sum += xi * xi;
    }
    return 1 / Math.sqrt(sum / x.length + EPSILON);
  }
}
