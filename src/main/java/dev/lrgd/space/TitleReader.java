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
  private final VectorTable values;

  TitleReader(Reading reading, Blocks blocks, VectorTable values) {
    this.reading = reading;
    this.blocks = blocks;
    this.values = values;
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
   * @param history rows in the space, oldest first; what the space does not know is left out before
   * @param target row in the space
   */
  public Tokens demonstrationTokens(int[] history, int target) {
    int n = Math.min(reading.shown(), history.length);
    int[] rows = Arrays.copyOfRange(history, history.length - n, history.length + 1);
    rows[n] = target;
    double[] logWeights = new double[n + 1];
    Arrays.fill(logWeights, reading.demonstration());
    return Tokens.of(ZERO_KEY, new int[n + 1], values, rows, logWeights);
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
