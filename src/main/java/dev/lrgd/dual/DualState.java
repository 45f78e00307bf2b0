package dev.lrgd.dual;

import java.util.Arrays;

/**
 * The dual model's weights, read at one query.
 *
 * <p>Attention over a set A of tokens is a linear associative memory tested at the query. Append a
 * one to every value, v^ = [v; 1], and store W^ = sum_A w_i v^_i phi(k_i)^T with kappa(k, q) =
 * phi(k).phi(q); then W^ phi(q) = [N; Z] with N = sum_A w_i kappa_i v_i and Z = sum_A w_i kappa_i,
 * and the attention output is N / Z, exactly. W^ of a union is the sum of the W^: adding a
 * demonstration is one gradient step on L_D(W^) = -sum_i v^_i^T W^ phi(k_i), whose gradient does
 * not depend on W^. (Homogeneous lift of the softmax dual model of Ren and Liu 2023, arXiv
 * 2310.13220, which has Z inside its weights; (N, Z) is the state of Katharopoulos et al. 2020.)
 *
 * <p>N and Z are kept as multiples of e^offset, the offset being the largest logit read, so keys
 * and queries of any norm neither overflow nor vanish. An empty state has Z = 0, log mass -infinity
 * and, by convention, the output zero: there a candidate's prior score speaks alone.
 */
public final class DualState {
  private static final double ROUNDING = 1e-13;

  private final double[] numerator;
  private final double mass;
  private final double offset;

  private DualState(double[] numerator, double mass, double offset) {
    this.numerator = numerator;
    this.mass = mass;
    this.offset = offset;
  }

  /** No tokens: N = 0, Z = 0. */
  public static DualState empty(int valueDimension) {
    Check.atLeast(valueDimension, 1, "value dimension");
    return new DualState(new double[valueDimension], 0, Double.NEGATIVE_INFINITY);
  }

  /** Reads the tokens' state at a query of the keys' dimension. */
  public static DualState read(Kernel kernel, Tokens tokens, float[] query) {
    return of(tokens, tokens.logits(kernel, query));
  }

  /** The state of tokens whose log w_i + log kappa_i is known. */
  static DualState of(Tokens tokens, double[] logits) {
    double offset = Vectors.max(logits);
    double[] numerator = new double[tokens.valueDimension()];
    double mass = 0;
    for (int i = 0; i < logits.length; i++) {
      double weight = Math.exp(logits[i] - offset);
      tokens.addValue(numerator, weight, i);
      mass += weight;
    }
    return new DualState(numerator, mass, offset);
  }

  /** The state [N; Z] e^offset. */
  static DualState ofLifted(double[] lifted, double offset) {
    int n = lifted.length - 1;
    return lifted[n] == 0 ? empty(n) : new DualState(Arrays.copyOf(lifted, n), lifted[n], offset);
  }

  /** W^ + G: the state of both token sets. */
  public DualState plus(DualState other) {
    return combine(other, 1);
  }

  /**
   * W^ - G: the state without tokens it holds. Exact but for rounding (1e-13 after some thousand
   * updates); where nearly all mass goes, what is left is as uncertain as the mass taken, so
   * rebuild instead.
   *
   * @throws IllegalArgumentException if the other state has more mass than this one
   */
  public DualState minus(DualState other) {
    DualState rest = combine(other, -1);
    double rounding = ROUNDING * other.mass * other.factor(rest.offset);
    if (rest.mass < -rounding) {
      throw new IllegalArgumentException("cannot take away more mass than the state has");
    }
    return rest.mass <= rounding ? empty(numerator.length) : rest;
  }

  private DualState combine(DualState other, int sign) {
    Check.same(other.numerator.length, numerator.length, "value dimension of the other state");
    if (other.isEmpty()) {
      return this;
    }
    double common = Math.max(offset, other.offset);
    double mine = factor(common);
    double theirs = sign * other.factor(common);
    double[] sum = new double[numerator.length];
    Vectors.axpy(mine, numerator, sum);
    Vectors.axpy(theirs, other.numerator, sum);
    return new DualState(sum, mine * mass + theirs * other.mass, common);
  }

  private double factor(double common) {
    return isEmpty() ? 0 : Math.exp(offset - common);
  }

  /** w W^: every token's weight multiplied by w = e^logWeight, a learning rate or repetitions. */
  public DualState scaled(double logWeight) {
    Check.finite(logWeight, "log weight");
    return new DualState(numerator, mass, offset + logWeight);
  }

  /** The attention output N / Z; zero for an empty state. */
  public double[] output() {
    double[] output = new double[numerator.length];
    if (!isEmpty()) {
      Vectors.axpy(1 / mass, numerator, output);
    }
    return output;
  }

  /** log Z; -infinity for an empty state. */
  public double logMass() {
    return isEmpty() ? Double.NEGATIVE_INFINITY : offset + Math.log(mass);
  }

  /** Z / Z_total of a state that is part of a total; 0 for an empty one. */
  double shareOf(DualState total) {
    return isEmpty() ? 0 : Math.exp(logMass() - total.logMass());
  }

  public boolean isEmpty() {
    return mass == 0;
  }

  public int valueDimension() {
    return numerator.length;
  }
}
