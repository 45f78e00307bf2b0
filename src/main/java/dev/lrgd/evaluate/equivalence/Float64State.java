package dev.lrgd.evaluate.equivalence;

import java.util.Arrays;
import java.util.List;

/**
 * {@code DualState} with vectors in float64: W^ phi(q) = [N; Z] e^offset of some tokens at one
 * query (theory.md section 2.2, F3). The engine stores vectors as floats, which alone costs 1e-7.
 */
record Float64State(double[] lifted, double offset) {

  static Float64State of(double scale, List<double[]> keys, List<double[]> values, double[] query) {
    double[] logits = keys.stream().mapToDouble(key -> scale * dot(key, query)).toArray();
    double offset = Arrays.stream(logits).max().orElse(Double.NEGATIVE_INFINITY);
    double[] lifted = new double[query.length + 1];
    for (int i = 0; i < logits.length; i++) {
      double weight = Math.exp(logits[i] - offset);
      double[] value = values.get(i);
      for (int j = 0; j < value.length; j++) {
        lifted[j] += weight * value[j];
      }
      lifted[value.length] += weight;
    }
    return new Float64State(lifted, offset);
  }

  /** W^ + G. */
  Float64State plus(Float64State other) {
    double common = Math.max(offset, other.offset);
    double[] sum = new double[lifted.length];
    for (int j = 0; j < sum.length; j++) {
      sum[j] = scaled(j, common) + other.scaled(j, common);
    }
    return new Float64State(sum, common);
  }

  private double scaled(int j, double common) {
    return offset == Double.NEGATIVE_INFINITY ? 0 : lifted[j] * Math.exp(offset - common);
  }

  double[] output() {
    double[] output = Arrays.copyOf(lifted, lifted.length - 1);
    for (int j = 0; j < output.length; j++) {
      output[j] /= lifted[output.length];
    }
    return output;
  }

  /** Z_D / (Z_T + Z_D) where this is the step and {@code prior} the prior state. */
  double massBeside(Float64State prior) {
    int z = lifted.length - 1;
    double common = Math.max(offset, prior.offset);
    double mine = scaled(z, common);
    return mine / (mine + prior.scaled(z, common));
  }

  static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
