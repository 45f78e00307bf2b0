package dev.lrgd.evaluate.equivalence;

import dev.lrgd.evaluate.data.DataException;
import dev.lrgd.evaluate.transformer.Layer;
import dev.lrgd.evaluate.transformer.Matrix;
import dev.lrgd.evaluate.transformer.Pass;
import dev.lrgd.evaluate.transformer.Shape;
import dev.lrgd.evaluate.transformer.Trunk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * A trained language model in llama2.c's format (Karpathy 2023): seven little-endian integers, then
 * float32 tensors, each of all layers in turn. The output embedding is the token embedding.
 */
record Checkpoint(Trunk trunk, Matrix embedding) {

  static Checkpoint read(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new DataException(file, "there is no such checkpoint");
    }
    return new Reader(ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN))
        .read();
  }

  private record Reader(ByteBuffer in) {
    Checkpoint read() {
      int dim = in.getInt();
      int hidden = in.getInt();
      int layers = in.getInt();
      Shape shape = new Shape(dim, hidden, layers, in.getInt(), in.getInt());
      int vocabulary = in.getInt();
      in.getInt(); // the longest context
      Matrix embedding = matrix(vocabulary, dim);
      List<double[]> attentionNorm = each(layers, () -> floats(dim));
      List<Matrix> wq = each(layers, () -> matrix(dim, dim));
      List<Matrix> wk = each(layers, () -> matrix(shape.kvDim(), dim));
      List<Matrix> wv = each(layers, () -> matrix(shape.kvDim(), dim));
      List<Matrix> wo = each(layers, () -> matrix(dim, dim));
      List<double[]> feedForwardNorm = each(layers, () -> floats(dim));
      List<Matrix> w1 = each(layers, () -> matrix(hidden, dim));
      List<Matrix> w2 = each(layers, () -> matrix(dim, hidden));
      List<Matrix> w3 = each(layers, () -> matrix(hidden, dim));
      List<Layer> stack = new ArrayList<>();
      for (int l = 0; l < layers; l++) {
        stack.add(
            new Layer(
                attentionNorm.get(l),
                wq.get(l),
                wk.get(l),
                wv.get(l),
                wo.get(l),
                feedForwardNorm.get(l),
                w1.get(l),
                w2.get(l),
                w3.get(l)));
      }
      return new Checkpoint(new Trunk(shape, stack, floats(dim)), embedding);
    }

    private static <T> List<T> each(int layers, Supplier<T> tensor) {
      List<T> tensors = new ArrayList<>();
      for (int l = 0; l < layers; l++) {
        tensors.add(tensor.get());
      }
      return tensors;
    }

    private Matrix matrix(int rows, int columns) {
      return Matrix.of(rows, columns, floats(rows * columns));
    }

    private double[] floats(int n) {
      double[] x = new double[n];
      for (int i = 0; i < n; i++) {
        x[i] = in.getFloat();
      }
      return x;
    }
  }

  /** Runs the model over a text. */
  Pass run(List<Integer> tokens) {
    return trunk.run(tokens.stream().map(embedding::row).toArray(double[][]::new));
  }

  /** The tokens and so many more, each the likeliest next one. */
  List<Integer> continued(List<Integer> tokens, int more) {
    List<Integer> text = new ArrayList<>(tokens);
    for (int i = 0; i < more; i++) {
      Pass pass = run(text);
      double[] logits = embedding.times(pass.output(pass.length() - 1));
      int best = 0;
      for (int token = 1; token < logits.length; token++) {
        best = logits[token] > logits[best] ? token : best;
      }
      text.add(best);
    }
    return text;
  }
}
