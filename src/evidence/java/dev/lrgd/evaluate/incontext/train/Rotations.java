package dev.lrgd.evaluate.incontext.train;

import java.util.Random;

/**
 * Random rotations of the item space, a new one for every batch. Under them titles are as similar as
 * before, but no direction means anything by itself: the weights can not learn which items go
 * together, only to find it out from the prompt. An LLM is in that position before a catalogue whose
 * users it has never seen. Without rotations the model learns the catalogue by heart and hardly looks
 * at demonstrations.
 */
final class Rotations {
  private Rotations() {}

  /** Orthonormal rows by Gram-Schmidt; the last component, popularity, stays what it is. */
  static float[][] ofAllButLast(int n, Random random) {
    float[][] rows = new float[n][n];
    for (int r = 0; r < n - 1; r++) {
      for (int i = 0; i < n - 1; i++) {
        rows[r][i] = (float) random.nextGaussian();
      }
      for (int earlier = 0; earlier < r; earlier++) {
        add(rows[r], -dot(rows[r], rows[earlier]), rows[earlier]);
      }
      float length = (float) Math.sqrt(dot(rows[r], rows[r]));
      add(rows[r], 1 / length - 1, rows[r].clone());
    }
    rows[n - 1][n - 1] = 1;
    return rows;
  }

  private static void add(float[] x, float weight, float[] y) {
    for (int i = 0; i < x.length; i++) {
      x[i] += weight * y[i];
    }
  }

  private static float dot(float[] x, float[] y) {
    float sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += x[i] * y[i];
    }
    return sum;
  }
}
