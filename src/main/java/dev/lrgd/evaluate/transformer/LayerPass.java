package dev.lrgd.evaluate.transformer;

import java.util.Arrays;

/**
 * One layer run over a sequence, with everything in between kept: what the dual model is built from
 * (keys, values, queries), and what the way back needs.
 */
public final class LayerPass {
  private final Shape shape;
  private final Layer layer;
  private final double[][] inputs;
  private final double[][] queries;
  private final double[][] keys;
  private final double[][] values;

  /** Of [head][t]: the weights on positions 0..t. */
  private final double[][][] weights;

  private final double[][] attended;
  private final double[][] middles;
  private final double[][] outputs;

  private LayerPass(Shape shape, Layer layer, double[][] inputs) {
    int n = inputs.length;
    this.shape = shape;
    this.layer = layer;
    this.inputs = inputs;
    this.queries = new double[n][];
    this.keys = new double[n][];
    this.values = new double[n][];
    this.weights = new double[shape.heads()][n][];
    this.attended = new double[n][shape.dim()];
    this.middles = new double[n][];
    this.outputs = new double[n][];
  }

  static LayerPass run(Shape shape, Layer layer, double[][] inputs) {
    LayerPass pass = new LayerPass(shape, layer, inputs);
    for (int t = 0; t < inputs.length; t++) {
      pass.project(t);
      for (int head = 0; head < shape.heads(); head++) {
        pass.attend(head, t);
      }
      pass.middles[t] = sum(inputs[t], layer.wo().times(pass.attended[t]));
      pass.outputs[t] = sum(pass.middles[t], new FeedForward(layer, pass.middles[t]).output());
    }
    return pass;
  }

  private void project(int t) {
    double[] normed = Norm.of(layer.attentionNorm(), inputs[t]);
    queries[t] = layer.wq().times(normed);
    keys[t] = layer.wk().times(normed);
    values[t] = layer.wv().times(normed);
    Rotation.turn(queries[t], shape.headDim(), t);
    Rotation.turn(keys[t], shape.headDim(), t);
  }

  private void attend(int head, int t) {
    double[] logits = new double[t + 1];
    Arrays.setAll(logits, j -> logit(head, t, j));
    weights[head][t] = softmax(logits);
    int from = head * shape.headDim();
    int kv = shape.kvOffset(head);
    for (int j = 0; j <= t; j++) {
      for (int i = 0; i < shape.headDim(); i++) {
        attended[t][from + i] += weights[head][t][j] * values[j][kv + i];
      }
    }
  }

  private double logit(int head, int t, int j) {
    int from = head * shape.headDim();
    int kv = shape.kvOffset(head);
    double sum = 0;
    for (int i = 0; i < shape.headDim(); i++) {
      sum += queries[t][from + i] * keys[j][kv + i];
    }
    return sum * scale();
  }

  /** 1 / sqrt(d). */
  public double scale() {
    return 1 / Math.sqrt(shape.headDim());
  }

  private static double[] softmax(double[] logits) {
    double max = Arrays.stream(logits).max().orElseThrow();
    double[] p = Arrays.stream(logits).map(x -> Math.exp(x - max)).toArray();
    double sum = Arrays.stream(p).sum();
    return Arrays.stream(p).map(x -> x / sum).toArray();
  }

  private static double[] sum(double[] a, double[] b) {
    double[] sum = a.clone();
    for (int i = 0; i < sum.length; i++) {
      sum[i] += b[i];
    }
    return sum;
  }

  /** The query of a head, rotated to its position. */
  public double[] query(int head, int t) {
    int from = head * shape.headDim();
    return Arrays.copyOfRange(queries[t], from, from + shape.headDim());
  }

  /** The key that a head sees at a position, rotated to it. */
  public double[] key(int head, int t) {
    int from = shape.kvOffset(head);
    return Arrays.copyOfRange(keys[t], from, from + shape.headDim());
  }

  /** The value that a head sees at a position. */
  public double[] value(int head, int t) {
    int from = shape.kvOffset(head);
    return Arrays.copyOfRange(values[t], from, from + shape.headDim());
  }

  /** What a head's softmax gives each position up to t. */
  public double[] weights(int head, int t) {
    return weights[head][t].clone();
  }

  /** The output of a head's attention at a position. */
  public double[] attention(int head, int t) {
    int from = head * shape.headDim();
    return Arrays.copyOfRange(attended[t], from, from + shape.headDim());
  }

  double[][] outputs() {
    return outputs;
  }

  /**
   * Reverse mode through the layer.
   *
   * @param dOutputs gradient in the layer's outputs, position by position
   * @param dAttended where the gradient in the heads' outputs is written
   * @return the gradient in the inputs
   */
  double[][] backward(double[][] dOutputs, double[][] dAttended) {
    int n = inputs.length;
    double[][] dMiddles = new double[n][];
    for (int t = 0; t < n; t++) {
      double[] through = new FeedForward(layer, middles[t]).backward(dOutputs[t]);
      dMiddles[t] = sum(dOutputs[t], through);
      dAttended[t] = layer.wo().transposedTimes(dMiddles[t]);
    }
    double[][] dQueries = new double[n][shape.dim()];
    double[][] dKeys = new double[n][shape.kvDim()];
    double[][] dValues = new double[n][shape.kvDim()];
    for (int head = 0; head < shape.heads(); head++) {
      for (int t = 0; t < n; t++) {
        attendBackward(head, t, dAttended[t], dQueries[t], dKeys, dValues);
      }
    }
    double[][] dInputs = new double[n][];
    for (int t = 0; t < n; t++) {
      Rotation.turn(dQueries[t], shape.headDim(), -t);
      Rotation.turn(dKeys[t], shape.headDim(), -t);
      double[] dNormed =
          sum(
              sum(layer.wq().transposedTimes(dQueries[t]), layer.wk().transposedTimes(dKeys[t])),
              layer.wv().transposedTimes(dValues[t]));
      dInputs[t] = sum(dMiddles[t], Norm.backward(layer.attentionNorm(), inputs[t], dNormed));
    }
    return dInputs;
  }

  private void attendBackward(
      int head, int t, double[] dAttended, double[] dQuery, double[][] dKeys, double[][] dValues) {
    int from = head * shape.headDim();
    int kv = shape.kvOffset(head);
    double[] p = weights[head][t];
    double[] dWeights = new double[p.length];
    double mean = 0;
    for (int j = 0; j <= t; j++) {
      for (int i = 0; i < shape.headDim(); i++) {
        dWeights[j] += dAttended[from + i] * values[j][kv + i];
        dValues[j][kv + i] += p[j] * dAttended[from + i];
      }
      mean += p[j] * dWeights[j];
    }
    for (int j = 0; j <= t; j++) {
      double dLogit = scale() * p[j] * (dWeights[j] - mean);
      for (int i = 0; i < shape.headDim(); i++) {
        dQuery[from + i] += dLogit * keys[j][kv + i];
        dKeys[j][kv + i] += dLogit * queries[t][from + i];
      }
    }
  }
}
