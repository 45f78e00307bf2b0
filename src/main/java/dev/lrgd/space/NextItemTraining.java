package dev.lrgd.space;

import java.util.SplittableRandom;

/**
 * Trains item vectors to predict each next item of each history: s_c = sum_j a_j in_j . out_c +
 * bias_c with a_j ~ j^{-0.6} on the j-th last item, listwise cross-entropy of the true next item
 * among uniform negatives, stochastic gradient descent with AdaGrad's step per item (Duchi et al.
 * 2011). History items are dropped at random (inverted weights), so that no single one carries a
 * history. A pull towards the start vectors keeps rare items where their titles and neighbours put
 * them.
 *
 * <p>One thread, one order of the samples by seed: the same input gives the same vectors.
 */
final class NextItemTraining {
  private static final int NEGATIVES = 20;
  private static final int MAX_HISTORY = 50;
  private static final double RECENCY = 0.6;
  private static final float LEARNING_RATE = 0.03f;
  private static final float PULL = 0.003f;
  private static final double DROPOUT = 0.2;
  private static final float START_SQUARE = 1e-6f;
  private static final float TINY = 1e-8f;

  private final int[][] histories;
  private final int items;
  private final int d;
  private final float[] start;
  private final float[] in;
  private final float[] out;
  private final float[] bias;
  private final float[] inSquares;
  private final float[] outSquares;
  private final float[] biasSquares;
  private final SplittableRandom random;
  private final float[] recency = new float[MAX_HISTORY + 1];

  // One sample's scratch space.
  private final int[] candidate = new int[NEGATIVES + 1];
  private final float[] score = new float[NEGATIVES + 1];
  private final float[] attention = new float[MAX_HISTORY];
  private final float[] context;
  private final float[] contextGradient;

  /**
   * @param histories item indices, oldest first
   * @param start items x d, where in and out vectors begin
   */
  NextItemTraining(int[][] histories, int items, int d, float[] start, long seed) {
    this.histories = histories;
    this.items = items;
    this.d = d;
    this.start = start;
    this.in = start.clone();
    this.out = start.clone();
    this.bias = new float[items];
    this.inSquares = filled(items);
    this.outSquares = filled(items);
    this.biasSquares = filled(items);
    this.random = new SplittableRandom(seed);
    this.context = new float[d];
    this.contextGradient = new float[d];
    for (int k = 1; k <= MAX_HISTORY; k++) {
      recency[k] = (float) Math.pow(k, -RECENCY);
    }
  }

  private static float[] filled(int n) {
    float[] squares = new float[n];
    java.util.Arrays.fill(squares, START_SQUARE);
    return squares;
  }

  /** items x d: what an item of the history says. */
  float[] in() {
    return in;
  }

  /** items x d: what a candidate answers to. */
  float[] out() {
    return out;
  }

  /** What a candidate scores whatever the history. */
  float[] bias() {
    return bias;
  }

  void run(int epochs) {
    long[] samples = samples();
    for (int e = 0; e < epochs; e++) {
      shuffle(samples);
      for (long sample : samples) {
        step(histories[(int) (sample >>> 32)], (int) sample);
      }
    }
  }

  /** Every (history, position) with something before it, packed into longs. */
  private long[] samples() {
    int n = 0;
    for (int[] history : histories) {
      n += Math.max(0, history.length - 1);
    }
    long[] samples = new long[n];
    n = 0;
    for (int h = 0; h < histories.length; h++) {
      for (int t = 1; t < histories[h].length; t++) {
        samples[n++] = ((long) h << 32) | t;
      }
    }
    return samples;
  }

  private void shuffle(long[] samples) {
    for (int i = samples.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      long swap = samples[i];
      samples[i] = samples[j];
      samples[j] = swap;
    }
  }

  private void step(int[] history, int t) {
    int from = Math.max(0, t - MAX_HISTORY);
    if (!attend(history, from, t)) {
      return;
    }
    drawCandidates(history[t]);
    softmax();
    java.util.Arrays.fill(contextGradient, 0);
    for (int k = 0; k < candidate.length; k++) {
      updateCandidate(candidate[k], score[k] - (k == 0 ? 1 : 0), k == 0);
    }
    for (int j = from; j < t; j++) {
      if (attention[j - from] > 0) {
        updateHistoryItem(history[j], attention[j - from]);
      }
    }
  }

  /** context = sum_j a_j in_j over the items that were not dropped; false if all were. */
  private boolean attend(int[] history, int from, int t) {
    float sum = 0;
    for (int j = from; j < t; j++) {
      float a = random.nextDouble() < DROPOUT ? 0 : recency[t - j];
      attention[j - from] = a;
      sum += a;
    }
    if (sum == 0) {
      return false;
    }
    java.util.Arrays.fill(context, 0);
    for (int j = from; j < t; j++) {
      float a = attention[j - from] /= sum;
      if (a > 0) {
        int row = history[j] * d;
        for (int i = 0; i < d; i++) {
          context[i] += a * in[row + i];
        }
      }
    }
    return true;
  }

  /**
   * The true next item first, then uniform draws; a draw may hit it, one in the catalogue's size.
   */
  private void drawCandidates(int target) {
    candidate[0] = target;
    for (int k = 1; k < candidate.length; k++) {
      candidate[k] = random.nextInt(items);
    }
  }

  private void softmax() {
    float max = Float.NEGATIVE_INFINITY;
    for (int k = 0; k < candidate.length; k++) {
      score[k] = bias[candidate[k]] + dot(context, out, candidate[k] * d);
      max = Math.max(max, score[k]);
    }
    float sum = 0;
    for (int k = 0; k < score.length; k++) {
      score[k] = (float) Math.exp(score[k] - max);
      sum += score[k];
    }
    for (int k = 0; k < score.length; k++) {
      score[k] /= sum;
    }
  }

  private float dot(float[] x, float[] table, int row) {
    float even = 0;
    float odd = 0;
    int i = 0;
    for (; i + 4 <= d; i += 4) {
      even += x[i] * table[row + i] + x[i + 1] * table[row + i + 1];
      odd += x[i + 2] * table[row + i + 2] + x[i + 3] * table[row + i + 3];
    }
    for (; i < d; i++) {
      even += x[i] * table[row + i];
    }
    return even + odd;
  }

  /** One AdaGrad step on out_c and bias_c for the score's gradient g; collects the context's. */
  private void updateCandidate(int c, float g, boolean isTarget) {
    int row = c * d;
    float pull = isTarget ? PULL : 0;
    float square = 0;
    for (int i = 0; i < d; i++) {
      contextGradient[i] += g * out[row + i];
      float gradient = g * context[i] + pull * (out[row + i] - start[row + i]);
      square += gradient * gradient;
    }
    outSquares[c] += square / d;
    float rate = LEARNING_RATE / (float) Math.sqrt(outSquares[c] + TINY);
    for (int i = 0; i < d; i++) {
      out[row + i] -= rate * (g * context[i] + pull * (out[row + i] - start[row + i]));
    }
    biasSquares[c] += g * g;
    bias[c] -= LEARNING_RATE / (float) Math.sqrt(biasSquares[c] + TINY) * g;
  }

  private void updateHistoryItem(int item, float a) {
    int row = item * d;
    float square = 0;
    for (int i = 0; i < d; i++) {
      float gradient = a * contextGradient[i] + PULL * (in[row + i] - start[row + i]);
      square += gradient * gradient;
    }
    inSquares[item] += square / d;
    float rate = LEARNING_RATE / (float) Math.sqrt(inSquares[item] + TINY);
    for (int i = 0; i < d; i++) {
      in[row + i] -= rate * (a * contextGradient[i] + PULL * (in[row + i] - start[row + i]));
    }
  }
}
