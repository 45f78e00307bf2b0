package dev.lrgd.dual;

import java.util.stream.IntStream;

/**
 * An immutable batch of attention tokens: for each a key, a value and the logarithm of a weight.
 *
 * <p>One demonstration is one batch (its last transitions: key = the context before an item, value
 * = the item); the user's own transitions are another. A weight w on a token is a bias log w on its
 * attention logit, and equals a learning rate w on that token's gradient: recency decay, pool
 * weights and repetitions all enter here.
 */
public final class Tokens {
  private final VectorTable keys;
  private final int[] keyRows;
  private final VectorTable values;
  private final int[] valueRows;
  private final double[] logWeights;

  private Tokens(
      VectorTable keys, int[] keyRows, VectorTable values, int[] valueRows, double[] logWeights) {
    this.keys = keys;
    this.keyRows = keyRows;
    this.values = values;
    this.valueRows = valueRows;
    this.logWeights = logWeights;
  }

  /**
   * Tokens that refer to rows of shared tables.
   *
   * @param keyRows the row of each token's key
   * @param valueRows the row of each token's value, as many
   * @param logWeights log w of each token, as many, finite
   */
  public static Tokens of(
      VectorTable keys, int[] keyRows, VectorTable values, int[] valueRows, double[] logWeights) {
    Check.same(valueRows.length, keyRows.length, "number of values");
    Check.same(logWeights.length, keyRows.length, "number of log weights");
    for (int i = 0; i < keyRows.length; i++) {
      Check.index(keyRows[i], keys.rows(), "key row of token " + i);
      Check.index(valueRows[i], values.rows(), "value row of token " + i);
    }
    double[] weights = Check.finite(logWeights.clone(), "log weight of token");
    return new Tokens(keys, keyRows.clone(), values, valueRows.clone(), weights);
  }

  /** Tokens with their own vectors: token i has row i of both tables. */
  public static Tokens of(VectorTable keys, VectorTable values, double... logWeights) {
    int[] rows = IntStream.range(0, keys.rows()).toArray();
    return of(keys, rows, values, rows, logWeights);
  }

  /** No token at all: a user without history, an empty demonstration. */
  public static Tokens none(int keyDimension, int valueDimension) {
    return of(VectorTable.of(keyDimension), VectorTable.of(valueDimension));
  }

  public int size() {
    return keyRows.length;
  }

  public int keyDimension() {
    return keys.dimension();
  }

  public int valueDimension() {
    return values.dimension();
  }

  public double logWeight(int token) {
    return logWeights[Check.index(token, size(), "token")];
  }

  /** One of the tokens alone. */
  public Tokens at(int token) {
    Check.index(token, size(), "token");
    int[] keyRow = {keyRows[token]};
    int[] valueRow = {valueRows[token]};
    return new Tokens(keys, keyRow, values, valueRow, new double[] {logWeights[token]});
  }

  /** The same tokens with {@code log w} added to every weight. */
  public Tokens weighted(double logWeight) {
    Check.finite(logWeight, "log weight");
    double[] sum = logWeights.clone();
    for (int i = 0; i < sum.length; i++) {
      sum[i] += logWeight;
    }
    return new Tokens(keys, keyRows, values, valueRows, sum);
  }

  /** The same tokens with other keys, token i having row i. */
  Tokens withKeys(VectorTable other) {
    Check.same(other.rows(), size(), "number of keys");
    return new Tokens(other, ownRows(), values, valueRows, logWeights);
  }

  /** The same tokens with other values, token i having row i. */
  Tokens withValues(VectorTable other) {
    Check.same(other.rows(), size(), "number of values");
    return new Tokens(keys, keyRows, other, ownRows(), logWeights);
  }

  private int[] ownRows() {
    return IntStream.range(0, size()).toArray();
  }

  float[] key(int token) {
    return keys.row(keyRows[token]);
  }

  float[] value(int token) {
    return values.row(valueRows[token]);
  }

  /** log w_i + log kappa(k_i, q) for every token. */
  double[] logits(Kernel kernel, float[] query) {
    Check.same(query.length, keyDimension(), "length of the query");
    double[] logits = new double[size()];
    for (int i = 0; i < logits.length; i++) {
      logits[i] = logWeights[i] + kernel.log(keys.uncheckedDot(keyRows[i], query));
      if (!Double.isFinite(logits[i])) {
        throw new IllegalArgumentException("attention logit of token " + i + " is " + logits[i]);
      }
    }
    return logits;
  }

  /** Inner product of token i's value with a vector. */
  double valueDot(int token, double[] x) {
    return values.uncheckedDot(valueRows[token], x);
  }

  /** y += weight * value of token i. */
  void addValue(double[] y, double weight, int token) {
    values.addTo(y, weight, valueRows[token]);
  }

  /** v_i . v_j between tokens of two batches. */
  double valueDot(int token, Tokens other, int otherToken) {
    return values.uncheckedDot(valueRows[token], other.values, other.valueRows[otherToken]);
  }

  /** k_i . k_j between tokens of two batches. */
  double keyDot(int token, Tokens other, int otherToken) {
    return keys.uncheckedDot(keyRows[token], other.keys, other.keyRows[otherToken]);
  }
}
