package dev.lrgd.space;

import dev.lrgd.dual.Candidates;
import dev.lrgd.dual.Kernel;
import dev.lrgd.dual.Tokens;
import dev.lrgd.dual.VectorTable;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * The items of one pool version as vectors, with the readout that scores by them. Immutable.
 *
 * <p>It gives the dual model its inputs: the user's own tokens T (value = an item of the history,
 * weight age^{-gamma}), a demonstration's tokens, the query (the context now), and the candidates.
 * A candidate scores E_c . o + prior_c for the output o; both are linear in the attention weights,
 * so every token's share of a score adds up. What the blocks of a vector are: {@link Blocks}.
 */
public final class ItemSpace {
  /**
   * Own tokens beyond these last ones are left out. A readout is fitted on {@link
   * ReadoutSamples#OWN_TOKENS} of them: with a recency of .6, at which its fit begins, the others
   * here hold 22 % of the weight, with 1.2 it is 7 %.
   */
  private static final int OWN_TOKENS = 50;

  private static final Kernel KERNEL = new Kernel(1);

  private final List<Item> items;
  private final Map<String, Integer> index;
  private final Blocks blocks;
  private final Readout readout;
  private final SpaceStatistics statistics;
  private final Contexts contexts;
  private final VectorTable zeroKey;

  private final double[] priorScores;
  private final double coldPriorScore;

  ItemSpace(List<Item> items, Blocks blocks, Readout readout, SpaceStatistics statistics) {
    this.items = items;
    this.index = indexById(items);
    this.blocks = blocks;
    this.readout = readout;
    this.statistics = statistics;
    this.contexts = new Contexts(blocks, readout);
    this.zeroKey = VectorTable.of(contexts.dimension(), new float[contexts.dimension()]);
    this.priorScores = Arrays.stream(blocks.prior).mapToDouble(this::priorScore).toArray();
    this.coldPriorScore = coldPriorScore();
  }

  /**
   * Fits a space; the same input gives the same space.
   *
   * @param items the catalogue, in an order that settles ties; of items of the same id the last one
   *     counts
   * @param interactions in any order; those of items not in the catalogue are left out
   * @throws IllegalArgumentException if the items' own vectors differ in length
   */
  public static ItemSpace fit(
      Collection<Item> items, Collection<Interaction> interactions, FitSettings settings) {
    return fit(items, interactions, settings, stage -> {});
  }

  /** The same, naming each stage of the work as it begins. */
  public static ItemSpace fit(
      Collection<Item> items,
      Collection<Interaction> interactions,
      FitSettings settings,
      Consumer<String> progress) {
    return new ItemSpaceFit(settings, progress).fit(items, interactions);
  }

  /**
   * A space from what another one told of itself; the two answer everything alike, bit by bit.
   *
   * @param items the other's, in the same order
   * @param tables of the other
   * @throws IllegalArgumentException if the tables are not of as many items, or no tables at all
   */
  public static ItemSpace of(
      List<Item> items, Readout readout, SpaceStatistics statistics, ByteBuffer tables) {
    try {
      Blocks blocks = Blocks.read(items, tables);
      return new ItemSpace(List.copyOf(items), blocks, readout, statistics);
    } catch (BufferUnderflowException e) {
      throw new IllegalArgumentException("the tables end too early", e);
    }
  }

  /** All that is neither an item nor a scalar, as bytes. */
  public byte[] tables() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      blocks.write(new DataOutputStream(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException("an array takes every byte", e);
    }
    return bytes.toByteArray();
  }

  public List<Item> items() {
    return items;
  }

  public int size() {
    return items.size();
  }

  public Item item(int index) {
    return items.get(index);
  }

  /** -1 for an unknown id. */
  public int indexOf(String id) {
    return index.getOrDefault(id, -1);
  }

  /** A known item at its place. */
  public PlacedItem place(int index) {
    return new PlacedItem(
        index,
        items.get(index),
        blocks.value(index),
        blocks.representation(index, blockScales()),
        priorScores[index]);
  }

  /**
   * An item this space has not seen, where its title (with brand, category and own vector, if any)
   * puts it. An own vector of another length than the space's is ignored.
   */
  public PlacedItem placeByTitle(Item item) {
    float[] value = new float[blocks.dimension];
    float[] representation = new float[blocks.dimension];
    blocks.placeByTitle(item, value, representation);
    return new PlacedItem(-1, item, value, scaled(representation), coldPriorScore);
  }

  /** The title block of an item: what can be told without knowing what anybody chose. */
  public float[] title(PlacedItem item) {
    return Arrays.copyOfRange(item.value(), blocks.from[2], blocks.from[3]);
  }

  /** The items as a model sees them that knows titles only. */
  public TitleReader titleReader(Reading reading) {
    return new TitleReader(reading, blocks);
  }

  /** The context after a history, oldest item first: what candidates are sought with. */
  public float[] query(List<PlacedItem> history) {
    return contexts.of(valuesOf(history), history.size());
  }

  /** log kappa = k . q: the contexts' inner products carry the fitted scales. */
  public Kernel kernel() {
    return KERNEL;
  }

  /** Length of keys and queries. */
  public int keyDimension() {
    return contexts.dimension();
  }

  /** Length of values and representations. */
  public int valueDimension() {
    return blocks.dimension;
  }

  /**
   * The user's own items: the prior state of the dual model. They are keyed by their age alone, as
   * a weight age^{-gamma} (their keys are zero): weighing them by how much the context before them
   * resembles the present one as well made held-out losses worse. One more token, the sink, has
   * value zero, so that a short history moves the output less than a long one.
   */
  public Tokens ownTokens(List<PlacedItem> history) {
    List<PlacedItem> last =
        history.subList(Math.max(0, history.size() - OWN_TOKENS), history.size());
    int n = last.size();
    double[] logWeights = new double[n + 1];
    for (int i = 0; i < n; i++) {
      logWeights[i] = -readout.recency() * Math.log(n - i);
    }
    logWeights[n] = readout.sink();
    return Tokens.of(zeroKey, new int[n + 1], valueTable(last), ascending(n + 1), logWeights);
  }

  /**
   * The tokens of one demonstration; see {@link DemonstrationTokens}.
   *
   * @param transitions how many at most, 1 or more; the last one leads to the target
   */
  public Tokens demonstrationTokens(List<PlacedItem> history, PlacedItem target, int transitions) {
    return demonstrationTokens(
            List.of(new DemonstrationTokens.Sequence(history, target)), transitions)
        .of(0);
  }

  /** The same of many, which share what they have in common. */
  public DemonstrationTokens demonstrationTokens(
      List<DemonstrationTokens.Sequence> demonstrations, int transitions) {
    return DemonstrationTokens.of(
        contexts, blocks, readout.demonstration(), demonstrations, Math.max(1, transitions));
  }

  /** Candidates with the prior scores and representations of their places. */
  public Candidates candidates(List<PlacedItem> candidates) {
    double[] prior = candidates.stream().mapToDouble(PlacedItem::priorScore).toArray();
    VectorTable representations =
        joined(
            prior.length,
            candidates.stream().map(PlacedItem::representation).toArray(float[][]::new));
    return Candidates.of(representations, ascending(prior.length), prior, 1);
  }

  /**
   * s_c(o) = E_c . o + prior_c of every item: the exhaustive scan, see {@link
   * Quantized#addProducts}.
   *
   * @param output o of the dual model, of {@link #valueDimension}, finite
   */
  public double[] scores(double[] output) {
    if (output.length != blocks.dimension || !Arrays.stream(output).allMatch(Double::isFinite)) {
      throw new IllegalArgumentException(
          "an output of %d finite numbers".formatted(blocks.dimension));
    }
    double[] x = output.clone();
    double[] scale = blockScales();
    for (int b = 0; b < Blocks.COUNT; b++) {
      for (int i = blocks.from[b]; i < blocks.from[b + 1]; i++) {
        x[i] *= scale[b];
      }
    }
    double[] scores = priorScores.clone();
    blocks.addProducts(x, scores);
    return scores;
  }

  /** The score of an item before any attention. */
  public double priorScore(int index) {
    return priorScores[index];
  }

  public Readout readout() {
    return readout;
  }

  public SpaceStatistics statistics() {
    return statistics;
  }

  private static int[] ascending(int n) {
    int[] rows = new int[n];
    Arrays.setAll(rows, i -> i);
    return rows;
  }

  /** Values one a row, and a last row of zeros for the sink. */
  private VectorTable valueTable(List<PlacedItem> placed) {
    return joined(placed.size() + 1, valuesOf(placed));
  }

  /**
   * @param rows how many, at least as many as there are vectors; the others are zero
   */
  private VectorTable joined(int rows, float[][] vectors) {
    float[] joined = new float[rows * blocks.dimension];
    for (int i = 0; i < vectors.length; i++) {
      System.arraycopy(vectors[i], 0, joined, i * blocks.dimension, blocks.dimension);
    }
    return VectorTable.owning(blocks.dimension, joined);
  }

  private static float[][] valuesOf(List<PlacedItem> placed) {
    return placed.stream().map(PlacedItem::value).toArray(float[][]::new);
  }

  private double[] blockScales() {
    return new double[] {readout.behaviour(), readout.transition(), readout.title(), readout.own()};
  }

  /** A representation times the readout's scale of each block, in place. */
  private float[] scaled(float[] representation) {
    double[] scale = blockScales();
    for (int b = 0; b < Blocks.COUNT; b++) {
      for (int i = blocks.from[b]; i < blocks.from[b + 1]; i++) {
        representation[i] *= (float) scale[b];
      }
    }
    return representation;
  }

  private double priorScore(double[] features) {
    return readout.popularity() * features[0]
        + readout.lateness() * features[1]
        + readout.bias() * features[2];
  }

  /** What items chosen never or once score on average: the best guess for one never offered. */
  private double coldPriorScore() {
    // As the blocks keep it: in float, which is above the double.
    double rare = (float) Math.log1p(1);
    return IntStream.range(0, items.size())
        .filter(i -> blocks.prior[i][0] <= rare)
        .mapToDouble(i -> priorScores[i])
        .average()
        .orElseGet(() -> Arrays.stream(priorScores).min().orElse(0));
  }

  static Map<String, Integer> indexById(List<Item> items) {
    Map<String, Integer> index = new HashMap<>(2 * items.size());
    for (int i = 0; i < items.size(); i++) {
      index.put(items.get(i).id(), i);
    }
    return index;
  }
}
