package dev.lrgd.evaluate.transformer;

/**
 * Rotary positions (Su et al. 2021): within each head the pair (2i, 2i + 1) turns by position *
 * 10000^(-2i / headDim). Orthogonal, so its inverse is the turn by minus the position.
 */
final class Rotation {
  private static final double BASE = 10_000;

  private Rotation() {}

  /** Turns the vectors of several heads, side by side in {@code x}, in place. */
  static void turn(double[] x, int headDim, int position) {
    for (int i = 0; i < x.length; i += 2) {
      double angle = position * Math.pow(BASE, -(double) (i % headDim) / headDim);
      double cos = Math.cos(angle);
      double sin = Math.sin(angle);
      double a = x[i];
      double b = x[i + 1];
      x[i] = a * cos - b * sin;
      x[i + 1] = a * sin + b * cos;
    }
  }
}
