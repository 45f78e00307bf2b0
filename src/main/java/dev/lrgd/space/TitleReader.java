package dev.lrgd.space;

import dev.lrgd.dual.Candidates;
import dev.lrgd.dual.Kernel;
import dev.lrgd.dual.Tokens;
import dev.lrgd.dual.VectorTable;
import java.util.Arrays;
import java.util.List;

/**
 * The dual model in place of a language model (theory.md section 3.6, ours): the same items, of
 * which it knows the titles and how popular they are, and nothing of what was chosen together. All
 * items that a demonstration shows are tokens alike, its target is one of them.
 *
 * <p>Tokens and candidates have the space's value dimension, with whatever is not title at 0 on the
 * candidates' side: the tables of the space serve as they are. Keys are zero: the weights are all
 * there is ({@link Reading}).
 */
public final class TitleReader {
  private static final VectorTable ZERO_KEY = VectorTable.of(1, 0);

  private final Reading reading;
  private final Blocks blocks;
  private volatile VectorTable values;

  TitleReader(Reading reading, Blocks blocks) {
    this.reading = reading;
    this.blocks = blocks;
  }

  /** Of every query, which are all alike. */
  public float[] query() {
    return new float[1];
  }

  /** kappa = 1 whatever the key. */
  public Kernel kernel() {
    return new Kernel(1);
  }

  /** The user's own items, oldest first, and the sink. */
  public Tokens ownTokens(List<PlacedItem> history) {
    int n = history.size();
    double[] logWeights = new double[n + 1];
    for (int i = 0; i < n; i++) {
      logWeights[i] = -reading.recency() * Math.log(n - i);
    }
    logWeights[n] = reading.sink();
    float[] rows = new float[(n + 1) * blocks.dimension];
    for (int i = 0; i < n; i++) {
      System.arraycopy(history.get(i).value(), 0, rows, i * blocks.dimension, blocks.dimension);
    }
    int[] each = new int[n + 1];
    Arrays.setAll(each, i -> i);
    return Tokens.of(
        ZERO_KEY, new int[n + 1], VectorTable.owning(blocks.dimension, rows), each, logWeights);
  }

  /**
   * The items that a demonstration shows.
   *
   * @param items rows of the space, at least one
   */
  public Tokens shownTokens(int... items) {
    double[] logWeights = new double[items.length];
    Arrays.fill(logWeights, reading.demonstration());
    return Tokens.of(ZERO_KEY, new int[items.length], values(), items, logWeights);
  }

  /** Not before anything is to be shown; made twice it is the same. */
  private VectorTable values() {
    if (values == null) {
      values = VectorTable.owning(blocks.dimension, blocks.values());
    }
    return values;
  }

  /**
   * u . o_d, the mean of u . v over the items that a demonstration shows: its direction but for u .
   * o_T, which is the same for all. Only titles are looked at, u being 0 elsewhere.
   *
   * @param items rows of the space; 0 for none
   * @param u of the values' dimension
   */
  public double mean(int[] items, double[] u) {
    double sum = 0;
    float[] rows = blocks.values();
    for (int item : items) {
      int row = item * blocks.dimension;
      for (int i = blocks.from[2]; i < blocks.from[3]; i++) {
        sum += u[i] * rows[row + i];
      }
    }
    return items.length == 0 ? 0 : sum / items.length;
  }

  /** Candidates as their titles and their popularity say. */
  public Candidates candidates(List<PlacedItem> candidates) {
    int n = candidates.size();
    float[] rows = new float[n * blocks.dimension];
    double[] prior = new double[n];
    int[] each = new int[n];
    for (int c = 0; c < n; c++) {
      PlacedItem candidate = candidates.get(c);
      each[c] = c;
      prior[c] =
          candidate.isKnown() ? reading.popularity() * blocks.logCount(candidate.index()) : 0;
      for (int i = blocks.from[2]; i < blocks.from[3]; i++) {
        rows[c * blocks.dimension + i] = (float) (reading.title() * candidate.value()[i]);
      }
    }
    return Candidates.of(VectorTable.owning(blocks.dimension, rows), each, prior, 1);
  }
}
