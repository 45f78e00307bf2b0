package dev.lrgd.evaluate.incontext;

import dev.lrgd.evaluate.data.DataException;
import dev.lrgd.evaluate.transformer.Layer;
import dev.lrgd.evaluate.transformer.Matrix;
import dev.lrgd.evaluate.transformer.Shape;
import dev.lrgd.evaluate.transformer.Trunk;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The file of a trained recommender: a text that says how it was trained, seven integers (dim,
 * hidden, layers, heads, heads of keys, length of an item, roles), then float32 tensors in the
 * order of {@link #read}, matrices by rows, everything big-endian.
 */
public final class RecommenderFile {
  private final DataInputStream in;

  private RecommenderFile(DataInputStream in) {
    this.in = in;
  }

  /** A trained recommender and how it came about. */
  public record Trained(InContextRecommender recommender, String training) {}

  public static Trained read(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new DataException(file, "there is no trained recommender; src/evidence says how");
    }
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      return new RecommenderFile(in).read();
    }
  }

  private Trained read() throws IOException {
    String training = in.readUTF();
    Shape shape = new Shape(in.readInt(), in.readInt(), in.readInt(), in.readInt(), in.readInt());
    int item = in.readInt();
    int roleCount = in.readInt();
    Matrix input = matrix(shape.dim(), item);
    Matrix roles = matrix(shape.dim(), roleCount);
    List<Layer> layers = new ArrayList<>();
    for (int l = 0; l < shape.layers(); l++) {
      layers.add(layer(shape));
    }
    double[] norm = floats(shape.dim());
    return new Trained(
        new InContextRecommender(new Trunk(shape, layers, norm), input, roles), training);
  }

  private Layer layer(Shape shape) throws IOException {
    int dim = shape.dim();
    return new Layer(
        floats(dim),
        matrix(dim, dim),
        matrix(shape.kvDim(), dim),
        matrix(shape.kvDim(), dim),
        matrix(dim, dim),
        floats(dim),
        matrix(shape.hidden(), dim),
        matrix(dim, shape.hidden()),
        matrix(shape.hidden(), dim));
  }

  private Matrix matrix(int rows, int columns) throws IOException {
    return Matrix.of(rows, columns, floats(rows * columns));
  }

  private double[] floats(int n) throws IOException {
    double[] x = new double[n];
    for (int i = 0; i < n; i++) {
      x[i] = in.readFloat();
    }
    return x;
  }
}
