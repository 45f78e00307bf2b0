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
  private NDArray rotation;

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
      attention(l, deep);
      norm(l + "feedForwardNorm", dim);
      matrix(l + "w1", shape.hidden(), dim, 1);
      matrix(l + "w2", dim, shape.hidden(), deep);
      matrix(l + "w3", shape.hidden(), dim, 1);
    }
    norm("finalNorm", dim);
    this.swap = manager.create(pairSwap(shape.headDim()));
  }

  private void matrix(String name, int rows, int columns, double gain) {
    add(name, manager.create(normal(rows, columns, gain)));
  }

  private float[][] normal(int rows, int columns, double gain) {
    float[][] data = new float[rows][columns];
    for (float[] row : data) {
      for (int i = 0; i < columns; i++) {
        row[i] = (float) (gain * random.nextGaussian() / Math.sqrt(columns));
      }
    }
    return data;
  }

  /**
   * Mimetic start (Trockman and Kolter 2023): queries are made as keys are and outputs undo values, so
   * that a head looks for what is alike and passes it on before it has learnt anything. From a plain
   * random start that alone takes thousands of steps.
   */
  private void attention(int l, double gain) {
    int dim = shape.dim();
    int d = shape.headDim();
    float[][] keys = normal(shape.kvDim(), dim, 1);
    float[][] values = normal(shape.kvDim(), dim, 1);
    float[][] queries = new float[dim][];
    float[][] outputs = new float[dim][dim];
    for (int row = 0; row < dim; row++) {
      int kv = shape.kvOffset(row / d) + row % d;
      queries[row] = keys[kv].clone();
      for (int i = 0; i < dim; i++) {
        outputs[i][row] = (float) (gain * values[kv][i]);
      }
    }
    add(l + "wq", manager.create(queries));
    add(l + "wk", manager.create(keys));
    add(l + "wv", manager.create(values));
    add(l + "wo", manager.create(outputs));
  }

  private void norm(String name, int n) {
    add(name, manager.ones(new Shape(n)));
  }

  private void add(String name, NDArray parameter) {
    parameter.setRequiresGradient(true);
    parameters.put(name, parameter);
  }

  /** Items are turned by this matrix from now on; not at all if it is null. */
  void rotate(float[][] matrix) {
    rotation = matrix == null ? null : manager.create(matrix);
  }

  private NDArray vectors(long[] rows) {
    NDArray vectors = items.get(manager.create(rows));
    return rotation == null ? vectors : vectors.matMul(rotation);
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

  /** W_in^T h at every point of a batch: points x item. */
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
    return rows.get(manager.create(at)).matMul(parameters.get("input"));
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
    NDArray oneHot = manager.create(roles).oneHot(Prompt.ROLES).toType(DataType.FLOAT32, false);
    return times(vectors(tokens), "input").add(times(oneHot, "roles")).reshape(n, length, shape.dim());
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
    NDArray positive = wanted.mul(vectors(targets)).sum(new int[] {-1}, true);
    NDArray others = wanted.matMul(vectors(negatives).transpose());
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
      NDArray list = vectors(candidates.get(i));
      scores.add(new NDList(list.matMul(wanted.get(i))).head().toFloatArray());
    }
    return scores;
  }
}
