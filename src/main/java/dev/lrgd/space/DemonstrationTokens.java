package dev.lrgd.space;

import dev.lrgd.dual.Tokens;
import dev.lrgd.dual.VectorTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * The last transitions of many demonstrations, as tokens: key = the context before an item, value =
 * the item as a target, which speaks for candidates like itself.
 *
 * <p>What they share is stored once: an item's vector, however many demonstrations lead to it, and
 * the context before a target, which is also what a demonstration is found by. With ten thousand
 * demonstrations that is most of what a pool takes.
 */
public final class DemonstrationTokens {
  private final VectorTable contexts;
  private final List<Tokens> tokens;

  /**
   * One situation.
   *
   * @param history before the target, oldest first
   */
  public record Sequence(List<PlacedItem> history, PlacedItem target) {}

  private DemonstrationTokens(VectorTable contexts, List<Tokens> tokens) {
    this.contexts = contexts;
    this.tokens = tokens;
  }

  /**
   * @param logWeight of every token
   * @param transitions how many at most of each sequence, at least 1; the last leads to the target
   */
  static DemonstrationTokens of(
      Contexts contexts,
      Blocks blocks,
      double logWeight,
      List<Sequence> sequences,
      int transitions) {
    int n = sequences.size();
    int[] counts =
        sequences.stream().mapToInt(s -> Math.min(transitions, s.history.size() + 1)).toArray();
    int dimension = contexts.dimension();
    float[] keys = new float[Arrays.stream(counts).sum() * dimension];
    int[][] keyRows = new int[n][];
    int[][] valueRows = new int[n][];
    Map<PlacedItem, Integer> shown = new IdentityHashMap<>();
    List<PlacedItem> items = new ArrayList<>();
    // The contexts before the targets come first, those before earlier items behind them.
    int earlier = n;
    for (int s = 0; s < n; s++) {
      List<PlacedItem> history = sequences.get(s).history;
      float[][] values = history.stream().map(PlacedItem::value).toArray(float[][]::new);
      keyRows[s] = new int[counts[s]];
      valueRows[s] = new int[counts[s]];
      for (int i = 0; i < counts[s]; i++) {
        int length = history.size() - counts[s] + 1 + i;
        boolean last = length == history.size();
        keyRows[s][i] = last ? s : earlier++;
        System.arraycopy(
            contexts.of(values, length), 0, keys, keyRows[s][i] * dimension, dimension);
        PlacedItem item = last ? sequences.get(s).target : history.get(length);
        valueRows[s][i] = shown.computeIfAbsent(item, added -> items.size());
        if (valueRows[s][i] == items.size()) {
          items.add(item);
        }
      }
    }
    VectorTable keyTable = VectorTable.owning(dimension, keys);
    VectorTable valueTable = VectorTable.owning(blocks.dimension, unitBlocks(items, blocks));
    List<Tokens> tokens = new ArrayList<>(n);
    for (int s = 0; s < n; s++) {
      double[] logWeights = new double[counts[s]];
      Arrays.fill(logWeights, logWeight);
      tokens.add(Tokens.of(keyTable, keyRows[s], valueTable, valueRows[s], logWeights));
    }
    return new DemonstrationTokens(keyTable.head(n), List.copyOf(tokens));
  }

  private static float[] unitBlocks(List<PlacedItem> items, Blocks blocks) {
    float[] table = new float[items.size() * blocks.dimension];
    for (int row = 0; row < items.size(); row++) {
      float[] representation = items.get(row).representation();
      System.arraycopy(representation, 0, table, row * blocks.dimension, blocks.dimension);
      blocks.toUnitBlocks(table, row);
    }
    return table;
  }

  /** The context before each target, one row a sequence. */
  public VectorTable contexts() {
    return contexts;
  }

  /** Of one sequence, its last transition at the end. */
  public Tokens of(int sequence) {
    return tokens.get(sequence);
  }
}
