package dev.lrgd.evaluate.transformer;

import java.util.Arrays;

/** SwiGLU (Shazeer 2020) at one position: W_2 (silu(W_1 n) * W_3 n) with n = norm(x). */
final class FeedForward {
  private final Layer layer;
  private final double[] x;
  private final double[] gate;
  private final double[] up;

  FeedForward(Layer layer, double[] x) {
    this.layer = layer;
    this.x = x;
    double[] normed = Norm.of(layer.feedForwardNorm(), x);
    this.gate = layer.w1().times(normed);
    this.up = layer.w3().times(normed);
  }

  double[] output() {
    double[] hidden = new double[gate.length];
    Arrays.setAll(hidden, i -> gate[i] * sigmoid(gate[i]) * up[i]);
    return layer.w2().times(hidden);
  }

  /** The gradient in x from that in the output. */
  double[] backward(double[] dOutput) {
    double[] dHidden = layer.w2().transposedTimes(dOutput);
    double[] dGate = new double[gate.length];
    double[] dUp = new double[gate.length];
    for (int i = 0; i < gate.length; i++) {
      double s = sigmoid(gate[i]);
      dGate[i] = dHidden[i] * up[i] * s * (1 + gate[i] * (1 - s));
      dUp[i] = dHidden[i] * gate[i] * s;
    }
    double[] dNormed = layer.w1().transposedTimes(dGate);
    double[] alsoNormed = layer.w3().transposedTimes(dUp);
    for (int i = 0; i < dNormed.length; i++) {
      dNormed[i] += alsoNormed[i];
    }
    return Norm.backward(layer.feedForwardNorm(), x, dNormed);
  }

  private static double sigmoid(double z) {
    return 1 / (1 + Math.exp(-z));
  }
}
