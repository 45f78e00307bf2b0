package dev.lrgd.evaluate.incontext.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import dev.lrgd.evaluate.incontext.Prompt;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * The in-context recommender in PyTorch: the same computation as {@code InContextRecommender}, for
 * many prompts at once and with gradients. Matrices are kept as rows x columns of W x, so that they
 * are exported as they are.
 */
final class TorchDecoder {
  private static final float EPSILON = 1e-5f;
  private static final double BASE = 10_000;
  private static final float HIDDEN = -1e9f;

  private final NDManager manager;
  private final dev.lrgd.evaluate.transformer.Shape shape;
  private final Random random;
  private final Map<String, NDArray> parameters = new LinkedHashMap<>();
  private final NDArray items;
  private final NDArray swap;

  /**
   * @param items one row each, constant
   */
  TorchDecoder(
      NDManager manager, dev.lrgd.evaluate.transformer.Shape shape, NDArray items, long seed) {
    this.manager = manager;
    this.shape = shape;
    this.items = items;
    this.random = new Random(seed);
    int item = (int) items.getShape().get(1);
    int dim = shape.dim();
    matrix("input", dim, item, 1);
    matrix("roles", dim, Prompt.ROLES, 1);
    double deep = 1 / Math.sqrt(2. * shape.layers());
    for (int l = 0; l < shape.layers(); l++) {
      norm(l + "attentionNorm", dim);
      matrix(l + "wq", dim, dim, 1);
      matrix(l + "wk", shape.kvDim(), dim, 1);
      matrix(l + "wv", shape.kvDim(), dim, 1);
      matrix(l + "wo", dim, dim, deep);
      norm(l + "feedForwardNorm", dim);
      matrix(l + "w1", shape.hidden(), dim, 1);
      matrix(l + "w2", dim, shape.hidden(), deep);
      matrix(l + "w3", shape.hidden(), dim, 1);
    }
    norm("finalNorm", dim);
    matrix("output", item, dim, 0.1);
    this.swap = manager.create(pairSwap(shape.headDim()));
  }

  private void matrix(String name, int rows, int columns, double gain) {
    float[] data = new float[rows * columns];
    for (int i = 0; i < data.length; i++) {
      data[i] = (float) (gain * random.nextGaussian() / Math.sqrt(columns));
    }
    add(name, manager.create(data, new Shape(rows, columns)));
  }

  private void norm(String name, int n) {
    add(name, manager.ones(new Shape(n)));
  }

  private void add(String name, NDArray parameter) {
    parameter.setRequiresGradient(true);
    parameters.put(name, parameter);
  }

  /** In the order of the recommender's file. */
  Map<String, NDArray> parameters() {
    return parameters;
  }

  long size() {
    return parameters.values().stream().mapToLong(NDArray::size).sum();
  }

  /** (a, b) to (-b, a) in every pair, as a matrix to multiply with from the right. */
  private static float[][] pairSwap(int n) {
    float[][] swap = new float[n][n];
    for (int i = 0; i < n; i += 2) {
      swap[i][i + 1] = 1;
      swap[i + 1][i] = -1;
    }
    return swap;
  }

  /** W_out h at every point of a batch: points x item. */
  NDArray wanted(Batch batch) {
    int length = batch.length();
    int n = batch.prompts.size();
    NDArray x = inputs(batch, n, length);
    NDArray mask = mask(length);
    NDArray cos = angles(length, false);
    NDArray sin = angles(length, true);
    for (int l = 0; l < shape.layers(); l++) {
      x = x.add(attention(l, x, n, length, mask, cos, sin));
      NDArray normed = norm(l + "feedForwardNorm", x);
      NDArray gate = times(normed, l + "w1");
      NDArray hidden = gate.mul(Activation.sigmoid(gate)).mul(times(normed, l + "w3"));
      x = x.add(times(hidden, l + "w2"));
    }
    NDArray rows = norm("finalNorm", x).reshape((long) n * length, shape.dim());
    long[] at =
        batch.points.stream().mapToLong(p -> (long) p.prompt() * length + p.position()).toArray();
    return times(rows.get(manager.create(at)), "output");
  }

  private NDArray inputs(Batch batch, int n, int length) {
    long[] tokens = new long[n * length];
    long[] roles = new long[n * length];
    for (int b = 0; b < n; b++) {
      Prompt<Integer> prompt = batch.prompts.get(b);
      for (int t = 0; t < prompt.length(); t++) {
        tokens[b * length + t] = prompt.tokens().get(t);
        roles[b * length + t] = prompt.roles().get(t);
      }
    }
    NDArray vectors = items.get(manager.create(tokens));
    NDArray oneHot = manager.create(roles).oneHot(Prompt.ROLES).toType(DataType.FLOAT32, false);
    return times(vectors, "input").add(times(oneHot, "roles")).reshape(n, length, shape.dim());
  }

  private NDArray attention(
      int l, NDArray x, int n, int length, NDArray mask, NDArray cos, NDArray sin) {
    NDArray normed = norm(l + "attentionNorm", x);
    int d = shape.headDim();
    int kv = shape.kvHeads();
    int group = shape.heads() / kv;
    NDArray q = heads(times(normed, l + "wq"), n, length, kv, group, d);
    NDArray k = heads(times(normed, l + "wk"), n, length, kv, 1, d);
    NDArray v = heads(times(normed, l + "wv"), n, length, kv, 1, d);
    q = q.mul(cos).add(q.matMul(swap).mul(sin));
    k = k.mul(cos).add(k.matMul(swap).mul(sin));
    NDArray logits = q.matMul(k.transpose(0, 1, 2, 4, 3)).mul((float) (1 / Math.sqrt(d))).add(mask);
    NDArray out = logits.softmax(-1).matMul(v);
    return times(out.transpose(0, 3, 1, 2, 4).reshape(n, length, shape.dim()), l + "wo");
  }

  /** prompts x heads of keys x heads in a group x positions x head dim. */
  private static NDArray heads(NDArray x, int n, int length, int kv, int group, int d) {
    return x.reshape(n, length, kv, group, d).transpose(0, 2, 3, 1, 4);
  }

  private NDArray times(NDArray x, String name) {
    return x.matMul(parameters.get(name).transpose());
  }

  private NDArray norm(String name, NDArray x) {
    NDArray mean = x.square().mean(new int[] {-1}, true).add(EPSILON);
    return x.div(mean.sqrt()).mul(parameters.get(name));
  }

  private NDArray mask(int length) {
    float[][] mask = new float[length][length];
    for (int t = 0; t < length; t++) {
      for (int j = t + 1; j < length; j++) {
        mask[t][j] = HIDDEN;
      }
    }
    return manager.create(mask);
  }

  private NDArray angles(int length, boolean sine) {
    int d = shape.headDim();
    float[][] table = new float[length][d];
    for (int t = 0; t < length; t++) {
      for (int i = 0; i < d; i++) {
        double angle = t * Math.pow(BASE, -(double) (i - i % 2) / d);
        table[t][i] = (float) (sine ? Math.sin(angle) : Math.cos(angle));
      }
    }
    return manager.create(table);
  }

  /** Mean weighted loss of every point's target among shared negatives. */
  NDArray loss(Batch batch, long[] negatives) {
    NDArray wanted = wanted(batch);
    long[] targets = batch.points.stream().mapToLong(Batch.Point::target).toArray();
    NDArray positive =
        wanted.mul(items.get(manager.create(targets))).sum(new int[] {-1}, true);
    NDArray others = wanted.matMul(items.get(manager.create(negatives)).transpose());
    NDArray logs = positive.concat(others, 1).logSoftmax(-1).get(":, 0");
    return logs.mul(weights(batch)).sum().neg();
  }

  private NDArray weights(Batch batch) {
    float[] weights = new float[batch.points.size()];
    float sum = 0;
    for (Batch.Point point : batch.points) {
      sum += point.weight();
    }
    for (int i = 0; i < weights.length; i++) {
      weights[i] = batch.points.get(i).weight() / sum;
    }
    return manager.create(weights);
  }

  /** Scores of the last point of each prompt for its own candidates. */
  List<float[]> scores(Batch batch, List<long[]> candidates) {
    NDArray wanted = wanted(batch);
    List<float[]> scores = new ArrayList<>();
    for (int i = 0; i < candidates.size(); i++) {
      NDArray list = items.get(manager.create(candidates.get(i)));
      scores.add(new NDList(list.matMul(wanted.get(i))).head().toFloatArray());
    }
    return scores;
  }
}
