package dev.lrgd.space;

import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * The vectors of a catalogue before any scalar is fitted. An item has two sides: its value (what it
 * says as an item of a history) and its representation (what it answers to as a candidate), each a
 * row of four blocks one after the other. As the target of a demonstration it speaks for candidates
 * like itself: its representation, each block at unit length. Blocks:
 *
 * <ul>
 *   <li>behaviour: truncated SVD of the PPMI of symmetric co-occurrence, shrunk towards what the
 *       title lets expect, then trained to predict next items (two sides);
 *   <li>transition: truncated SVD of the PPMI of directed co-occurrence, left vectors as values,
 *       right ones as representations, shrunk alike;
 *   <li>title: latent semantic analysis (one side);
 *   <li>own: the caller's vectors (one side; absent where no item has one).
 * </ul>
 *
 * <p>What is learned is rounded as soon as it is fitted ({@link Quantized}), so that stored blocks
 * and the ones that were stored are equal, and the readout is fitted to what it will weigh.
 */
final class Blocks {
  static final int COUNT = 4;

  private static final int PRIOR_FEATURES = 3;

  /** How many rows of a table a thread fills at a time. */
  private static final int ROWS = 1024;

  private static final double[] AS_THEY_ARE = {1, 1, 1, 1};

  private static final int SYMMETRIC_WINDOW = 50;
  private static final int DIRECTED_WINDOW = 3;

  /** Start vectors of unit length are trained at this length: soft-max scores up to its square. */
  private static final double START_LENGTH = 2;

  final int[] from;
  final int dimension;

  /** items x 3, the features of the popularity prior: log(1 + n), log(1/2 + late), bias. */
  final double[][] prior;

  final TitleSpace titles;

  private final Learned learned;
  private volatile float[] values;

  /** Own vectors at unit length, one row an item. */
  private final float[] own;

  /** title dimension x (2 behaviour + 2 transition): where a title alone places an item. */
  private final DMatrixRMaj cold;

  /** The blocks that a fit makes, as they are kept: rounded. */
  private record Learned(
      Quantized in, Quantized left, Quantized out, Quantized right, Quantized title) {

    static Learned read(ByteBuffer in) {
      return new Learned(
          Quantized.read(in),
          Quantized.read(in),
          Quantized.read(in),
          Quantized.read(in),
          Quantized.read(in));
    }

    void write(DataOutput to) throws IOException {
      for (Quantized block : List.of(in, left, out, right, title)) {
        block.write(to);
      }
    }
  }

  private Blocks(
      List<Item> items, Learned learned, double[][] prior, TitleSpace titles, DMatrixRMaj cold) {
    this.learned = learned;
    this.own = ownVectors(items);
    int d = learned.in.dimension;
    int t = 2 * d + learned.title.dimension;
    int ownLength = items.isEmpty() ? 0 : own.length / items.size();
    this.from = new int[] {0, d, 2 * d, t, t + ownLength};
    this.dimension = from[COUNT];
    this.prior = prior;
    this.titles = titles;
    this.cold = cold;
  }

  static Blocks fit(
      List<Item> items,
      TitleSpace titles,
      int[][] histories,
      FitSettings settings,
      Consumer<String> progress) {
    int n = items.size();
    Choices choices = Choices.of(histories, n);
    DMatrixRMaj title = titles.vectors(items);
    TitleRegression regression = new TitleRegression(title, choices.counts());
    progress.accept("co-occurrence");
    DMatrixRMaj together =
        leading(CoOccurrence.symmetric(histories, n, SYMMETRIC_WINDOW), settings).u();
    TruncatedSvd follows = leading(CoOccurrence.directed(histories, n, DIRECTED_WINDOW), settings);
    DMatrixRMaj start = regression.shrunk(Rows.toUnitLength(together));
    CommonOps_DDRM.scale(START_LENGTH, start);
    progress.accept("next-item training");
    NextItemTraining training =
        new NextItemTraining(
            histories, n, settings.behaviourDimension(), Rows.toFloats(start), settings.seed());
    training.run(settings.epochs());

    int d = settings.behaviourDimension();
    Learned learned =
        new Learned(
            Quantized.of(training.in(), n, d),
            Quantized.of(Rows.toFloats(regression.shrunk(Rows.toUnitLength(follows.u()))), n, d),
            Quantized.of(training.out(), n, d),
            Quantized.of(Rows.toFloats(regression.shrunk(Rows.toUnitLength(follows.v()))), n, d),
            Quantized.of(Rows.toFloats(title), n, title.numCols));
    return new Blocks(
        items,
        learned,
        priorFeatures(choices, training.bias()),
        titles,
        cold(regression, n, learned));
  }

  /** No items yet: blocks of their usual length, except for own vectors, without rows. */
  static Blocks empty(TitleSpace titles, FitSettings settings) {
    int d = settings.behaviourDimension();
    int t = settings.titleDimension();
    Quantized none = Quantized.of(new float[0], 0, d);
    return new Blocks(
        List.of(),
        new Learned(none, none, none, none, Quantized.of(new float[0], 0, t)),
        new double[0][],
        titles,
        new DMatrixRMaj(t, 4 * d));
  }

  /** Everything but the items themselves; {@link #read} makes equal blocks of it. */
  void write(DataOutput out) throws IOException {
    learned.write(out);
    for (double[] features : prior) {
      for (double feature : features) {
        out.writeFloat((float) feature);
      }
    }
    titles.write(out);
    for (double coefficient : cold.data) {
      out.writeFloat((float) coefficient);
    }
  }

  static Blocks read(List<Item> items, ByteBuffer in) {
    Learned learned = Learned.read(in);
    if (learned.in.rows != items.size()) {
      throw new IllegalArgumentException(
          "vectors of %d items, but %d items".formatted(learned.in.rows, items.size()));
    }
    double[][] prior = new double[items.size()][PRIOR_FEATURES];
    for (double[] features : prior) {
      for (int f = 0; f < features.length; f++) {
        features[f] = in.getFloat();
      }
    }
    TitleSpace titles = TitleSpace.read(in);
    DMatrixRMaj cold = new DMatrixRMaj(titles.dimension(), 4 * learned.in.dimension);
    for (int i = 0; i < cold.data.length; i++) {
      cold.data[i] = in.getFloat();
    }
    return new Blocks(items, learned, prior, titles, cold);
  }

  /** The value of one item: rows stay rounded until one is wanted. */
  float[] value(int item) {
    float[] value = new float[dimension];
    rowsInto(value, -item * dimension, learned.in, learned.left, AS_THEY_ARE, item, item + 1);
    return value;
  }

  /** The representation of one item, each block times its scale. */
  float[] representation(int item, double... scale) {
    float[] representation = new float[dimension];
    rowsInto(representation, -item * dimension, learned.out, learned.right, scale, item, item + 1);
    return representation;
  }

  /**
   * Adds to each item's score its representation's inner product with x, from the rounded rows:
   * nobody spreads out the vectors of a catalogue to look for ten of its items.
   *
   * @param x each block already times its scale
   */
  void addProducts(double[] x, double[] scores) {
    learned.out.addProducts(x, from[0], scores);
    learned.right.addProducts(x, from[1], scores);
    learned.title.addProducts(x, from[2], scores);
    int d = from[COUNT] - from[COUNT - 1];
    for (int i = 0; d > 0 && i < scores.length; i++) {
      double sum = 0;
      for (int k = 0; k < d; k++) {
        sum += x[from[COUNT - 1] + k] * own[i * d + k];
      }
      scores[i] += sum;
    }
  }

  /**
   * One row an item, made when first asked for: by a fit, or by the choice of demonstrations for a
   * prompt. Where no language model ranks, a pool does without.
   */
  float[] values() {
    float[] made = values;
    if (made == null) {
      synchronized (this) {
        made = values == null ? table(learned.in, learned.left, AS_THEY_ARE) : values;
        values = made;
      }
    }
    return made;
  }

  /** One row an item, for a fit. */
  float[] representations() {
    return table(learned.out, learned.right, AS_THEY_ARE);
  }

  /**
   * Rows of behaviour, transition, title and own blocks, filled by as many threads as there are.
   */
  private float[] table(Quantized behaviour, Quantized transition, double[] scale) {
    int rows = prior.length;
    float[] table = new float[rows * dimension];
    IntStream.range(0, (rows + ROWS - 1) / ROWS)
        .parallel()
        .forEach(
            part ->
                rowsInto(
                    table,
                    0,
                    behaviour,
                    transition,
                    scale,
                    part * ROWS,
                    Math.min(rows, (part + 1) * ROWS)));
    return table;
  }

  /**
   * @param to where row 0 of a whole table would begin
   */
  private void rowsInto(
      float[] table,
      int to,
      Quantized behaviour,
      Quantized transition,
      double[] scale,
      int row,
      int end) {
    behaviour.into(table, to + from[0], dimension, (float) scale[0], row, end);
    transition.into(table, to + from[1], dimension, (float) scale[1], row, end);
    learned.title.into(table, to + from[2], dimension, (float) scale[2], row, end);
    int d = from[COUNT] - from[COUNT - 1];
    for (int i = row * d; i < end * d; i++) {
      table[to + i / d * dimension + from[COUNT - 1] + i % d] = own[i] * (float) scale[COUNT - 1];
    }
  }

  /** Writes value and representation of an item that is placed by its title (and own vector). */
  void placeByTitle(Item item, float[] value, float[] representation) {
    DMatrixRMaj title = titles.vectors(List.of(item));
    DMatrixRMaj learned = new DMatrixRMaj(1, cold.numCols);
    CommonOps_DDRM.mult(title, cold, learned);
    int half = from[2];
    for (int i = 0; i < half; i++) {
      value[i] = (float) learned.data[i];
      representation[i] = (float) learned.data[half + i];
    }
    for (int i = 0; i < title.numCols; i++) {
      value[from[2] + i] = (float) title.data[i];
    }
    if (item.vector() != null && item.vector().length == from[4] - from[3]) {
      System.arraycopy(item.vector(), 0, value, from[3], item.vector().length);
      Rows.toUnitLength(value, from[3], item.vector().length);
    }
    System.arraycopy(value, half, representation, half, dimension - half);
  }

  /** log(1 + n) of an item that was chosen n times. */
  double logCount(int item) {
    return prior[item][0];
  }

  /** A row with each of its blocks scaled to unit length, in place. */
  float[] toUnitBlocks(float[] table, int row) {
    for (int b = 0; b < COUNT; b++) {
      Rows.toUnitLength(table, row * dimension + from[b], from[b + 1] - from[b]);
    }
    return table;
  }

  /** E_{c,b} . v_{i,b}: block b of candidate c's representation with that of row i of a table. */
  double inner(float[] table, int item, float[] representations, int candidate, int block) {
    double sum = 0;
    for (int k = from[block]; k < from[block + 1]; k++) {
      sum += (double) table[item * dimension + k] * representations[candidate * dimension + k];
    }
    return sum;
  }

  /** U sqrt(S) and V sqrt(S) of the PPMI of counts, padded with zeros where the rank is lower. */
  private static TruncatedSvd leading(SparseRows counts, FitSettings settings) {
    int d = settings.behaviourDimension();
    TruncatedSvd svd = TruncatedSvd.of(Ppmi.of(counts), d, settings.seed());
    return new TruncatedSvd(
        padded(Rows.scaleColumns(svd.u(), svd.s(), 0.5), d),
        svd.s(),
        padded(Rows.scaleColumns(svd.v(), svd.s(), 0.5), d));
  }

  private static DMatrixRMaj padded(DMatrixRMaj m, int columns) {
    DMatrixRMaj padded = new DMatrixRMaj(m.numRows, columns);
    CommonOps_DDRM.insert(m, padded, 0, 0);
    return padded;
  }

  private static float[] ownVectors(List<Item> items) {
    int d = 0;
    for (Item item : items) {
      d = Math.max(d, item.vector() == null ? 0 : item.vector().length);
    }
    float[] own = new float[items.size() * d];
    for (int i = 0; i < items.size(); i++) {
      float[] vector = items.get(i).vector();
      if (vector != null) {
        if (vector.length != d) {
          throw new IllegalArgumentException(
              "the vector of item %s has %d numbers, others have %d"
                  .formatted(items.get(i).id(), vector.length, d));
        }
        System.arraycopy(vector, 0, own, i * d, d);
        Rows.toUnitLength(own, i * d, d);
      }
    }
    return own;
  }

  private static double[][] priorFeatures(Choices choices, float[] bias) {
    double[][] prior = new double[bias.length][];
    for (int i = 0; i < bias.length; i++) {
      prior[i] =
          new double[] {
            (float) Math.log1p(choices.counts()[i]),
            (float) Math.log(0.5 + choices.late()[i]),
            bias[i]
          };
    }
    return prior;
  }

  /** Coefficients from a title vector to the learned blocks: in, left; then out, right. */
  private static DMatrixRMaj cold(TitleRegression regression, int n, Learned learned) {
    Quantized[] blocks = {learned.in, learned.left, learned.out, learned.right};
    int d = learned.in.dimension;
    float[] targets = new float[n * 4 * d];
    for (int b = 0; b < blocks.length; b++) {
      blocks[b].into(targets, b * d, 4 * d, 1, 0, n);
    }
    DMatrixRMaj coefficients = regression.coefficients(Rows.toMatrix(targets, n, 4 * d));
    for (int i = 0; i < coefficients.data.length; i++) {
      coefficients.data[i] = (float) coefficients.data[i];
    }
    return coefficients;
  }
}
