package dev.lrgd.space;

import java.util.List;
import java.util.function.Consumer;
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
 */
final class Blocks {
  static final int COUNT = 4;

  private static final int SYMMETRIC_WINDOW = 50;
  private static final int DIRECTED_WINDOW = 3;

  /** Start vectors of unit length are trained at this length: soft-max scores up to its square. */
  private static final double START_LENGTH = 2;

  final int[] from;
  final int dimension;
  final float[] values;
  final float[] representations;

  /** items x 3, the features of the popularity prior: log(1 + n), log(1/2 + late), bias. */
  final double[][] prior;

  final TitleSpace titles;

  /** title dimension x (2 behaviour + 2 transition): where a title alone places an item. */
  final DMatrixRMaj cold;

  private Blocks(
      int[] from,
      float[] values,
      float[] representations,
      double[][] prior,
      TitleSpace titles,
      DMatrixRMaj cold) {
    this.from = from;
    this.dimension = from[COUNT];
    this.values = values;
    this.representations = representations;
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

    float[][] values = {
      training.in(),
      Rows.toFloats(regression.shrunk(Rows.toUnitLength(follows.u()))),
      Rows.toFloats(title),
      ownVectors(items)
    };
    float[][] representations = {
      training.out(),
      Rows.toFloats(regression.shrunk(Rows.toUnitLength(follows.v()))),
      values[2],
      values[3]
    };
    return new Blocks(
        offsets(values, n),
        joined(values, n),
        joined(representations, n),
        priorFeatures(choices, training.bias()),
        titles,
        cold(regression, n, values, representations));
  }

  /** No items yet: blocks of their usual length, except for own vectors, without rows. */
  static Blocks empty(TitleSpace titles, FitSettings settings) {
    int d = settings.behaviourDimension();
    int t = settings.titleDimension();
    int[] from = {0, d, 2 * d, 2 * d + t, 2 * d + t};
    return new Blocks(
        from, new float[0], new float[0], new double[0][], titles, new DMatrixRMaj(t, 4 * d));
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

  /** A row with each of its blocks scaled to unit length, in place. */
  float[] toUnitBlocks(float[] table, int row) {
    for (int b = 0; b < COUNT; b++) {
      Rows.toUnitLength(table, row * dimension + from[b], from[b + 1] - from[b]);
    }
    return table;
  }

  /** E_{c,b} . v_{i,b}: block b of candidate c's representation with that of row i of a table. */
  double inner(float[] table, int item, int candidate, int block) {
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

  private static int[] offsets(float[][] blocks, int rows) {
    int[] from = new int[COUNT + 1];
    for (int b = 0; b < COUNT; b++) {
      from[b + 1] = from[b] + (rows == 0 ? 0 : blocks[b].length / rows);
    }
    return from;
  }

  private static float[] joined(float[][] blocks, int rows) {
    int[] from = offsets(blocks, rows);
    float[] joined = new float[rows * from[COUNT]];
    for (int r = 0; r < rows; r++) {
      for (int b = 0; b < COUNT; b++) {
        int d = from[b + 1] - from[b];
        System.arraycopy(blocks[b], r * d, joined, r * from[COUNT] + from[b], d);
      }
    }
    return joined;
  }

  private static double[][] priorFeatures(Choices choices, float[] bias) {
    double[][] prior = new double[bias.length][];
    for (int i = 0; i < bias.length; i++) {
      prior[i] =
          new double[] {
            Math.log1p(choices.counts()[i]), Math.log(0.5 + choices.late()[i]), bias[i]
          };
    }
    return prior;
  }

  /** Coefficients from a title vector to the learned blocks: in, left; then out, right. */
  private static DMatrixRMaj cold(
      TitleRegression regression, int n, float[][] values, float[][] representations) {
    float[][] learned = {values[0], values[1], representations[0], representations[1]};
    int d = n == 0 ? 0 : values[0].length / n;
    DMatrixRMaj targets = new DMatrixRMaj(n, 4 * d);
    for (int i = 0; i < n; i++) {
      for (int b = 0; b < learned.length; b++) {
        for (int k = 0; k < d; k++) {
          targets.set(i, b * d + k, learned[b][i * d + k]);
        }
      }
    }
    return regression.coefficients(targets);
  }
}
