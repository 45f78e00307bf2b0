package dev.lrgd.evaluate.equivalence;

import dev.lrgd.dual.DualModel;
import dev.lrgd.dual.DualState;
import dev.lrgd.dual.Kernel;
import dev.lrgd.dual.ReferenceDual;
import dev.lrgd.dual.Tokens;
import dev.lrgd.dual.VectorTable;
import dev.lrgd.evaluate.transformer.LayerPass;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One head at one position: its attention output beside three ways to compute the dual model from
 * the same keys, values and query. T are the tokens outside of the demonstrations, D those inside,
 * both up to the position (the causal mask).
 */
final class HeadCheck {
  private final double scale;
  private final double[] attention;
  private final double[] query;
  private final List<double[]> ownKeys = new ArrayList<>();
  private final List<double[]> ownValues = new ArrayList<>();
  private final List<double[]> shownKeys = new ArrayList<>();
  private final List<double[]> shownValues = new ArrayList<>();

  /**
   * @param shown whether each position belongs to a demonstration
   */
  HeadCheck(LayerPass layer, int head, int t, boolean[] shown) {
    this.scale = layer.scale();
    this.attention = layer.attention(head, t);
    this.query = layer.query(head, t);
    for (int j = 0; j <= t; j++) {
      (shown[j] ? shownKeys : ownKeys).add(layer.key(head, j));
      (shown[j] ? shownValues : ownValues).add(layer.value(head, j));
    }
  }

  /** The prior state, the step, and the interpolation (1 - lambda) o_T + lambda o_D. */
  double kernelError() {
    Float64State prior = Float64State.of(scale, ownKeys, ownValues, query);
    Float64State step = Float64State.of(scale, shownKeys, shownValues, query);
    double error = error(prior.plus(step).output());
    if (shownKeys.isEmpty()) {
      return error;
    }
    double lambda = step.massBeside(prior);
    double[] zeroShot = prior.output();
    double[] towards = step.output();
    double[] between = new double[query.length];
    Arrays.setAll(between, i -> (1 - lambda) * zeroShot[i] + lambda * towards[i]);
    return Math.max(error, error(between));
  }

  /** lambda, the share of attention that demonstrations take. */
  double mass() {
    return Float64State.of(scale, shownKeys, shownValues, query)
        .massBeside(Float64State.of(scale, ownKeys, ownValues, query));
  }

  /**
   * Gradient descent on explicit weights: W^ starts from zero, steps on the own tokens, then on the
   * demonstrations, each gradient by finite differences of the loss. The features are those of the
   * kernel on the points that occur, which span a space of finite dimension.
   */
  double gradientError() {
    List<double[]> points = new ArrayList<>(ownKeys);
    points.addAll(shownKeys);
    points.add(query);
    double[][] features = ReferenceDual.features(scale, points.toArray(double[][]::new));
    int own = ownKeys.size();
    int all = features.length - 1;
    double[][] weights = new double[query.length + 1][features[0].length];
    weights = step(weights, ownValues, Arrays.copyOf(features, own));
    weights = step(weights, shownValues, Arrays.copyOfRange(features, own, all));
    return error(ReferenceDual.readout(ReferenceDual.read(weights, features[all])));
  }

  private static double[][] step(double[][] weights, List<double[]> values, double[][] features) {
    double[][] lifted = values.stream().map(ReferenceDual::lift).toArray(double[][]::new);
    return ReferenceDual.gradientStep(weights, lifted, features, 1);
  }

  /** The engine that serves requests, whose vectors are floats. */
  double engineError() {
    Kernel kernel = new Kernel(scale);
    float[] q = floats(List.of(query));
    DualState prior = DualState.read(kernel, tokens(ownKeys, ownValues), q);
    DualState step = DualState.read(kernel, tokens(shownKeys, shownValues), q);
    return error(new DualModel(prior, step).output());
  }

  private Tokens tokens(List<double[]> keys, List<double[]> values) {
    return Tokens.of(
        VectorTable.of(query.length, floats(keys)),
        VectorTable.of(query.length, floats(values)),
        new double[keys.size()]);
  }

  private static float[] floats(List<double[]> rows) {
    int length = rows.isEmpty() ? 0 : rows.get(0).length;
    float[] data = new float[rows.size() * length];
    for (int i = 0; i < data.length; i++) {
      data[i] = (float) rows.get(i / length)[i % length];
    }
    return data;
  }

  /** The largest |k~| or |q~|, vectors times the root of the kernel's scale. */
  double largestNorm() {
    double largest = Float64State.dot(query, query);
    for (List<double[]> keys : List.of(ownKeys, shownKeys)) {
      for (double[] key : keys) {
        largest = Math.max(largest, Float64State.dot(key, key));
      }
    }
    return Math.sqrt(scale * largest);
  }

  /**
   * Decimal digits that explicit features lose: their inner products are as accurate as the largest
   * kernel value among them, e^(norm^2), and attention needs those with the query.
   */
  double lostDigits() {
    double largest = Double.NEGATIVE_INFINITY;
    for (List<double[]> keys : List.of(ownKeys, shownKeys)) {
      for (double[] key : keys) {
        largest = Math.max(largest, scale * Float64State.dot(key, query));
      }
    }
    return (Math.pow(largestNorm(), 2) - largest) / Math.log(10);
  }

  private double error(double[] output) {
    double error = 0;
    for (int i = 0; i < output.length; i++) {
      error = Math.max(error, Math.abs(output[i] - attention[i]));
    }
    return error;
  }
}
