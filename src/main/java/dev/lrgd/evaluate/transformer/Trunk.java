package dev.lrgd.evaluate.transformer;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** The layers of a decoder, between whatever turns tokens into vectors and back. */
public record Trunk(Shape shape, List<Layer> layers, double[] finalNorm) {
  public Trunk {
    layers = List.copyOf(layers);
  }

  /**
   * Untrained: normal weights.
   *
   * @param queryKeyGain how sharp the attention is; 1 keeps the expected length of a query
   */
  public static Trunk random(Shape shape, double queryKeyGain, long seed) {
    Random random = new Random(seed);
    List<Layer> layers =
        Stream.generate(() -> Layer.random(shape, queryKeyGain, random))
            .limit(shape.layers())
            .toList();
    return new Trunk(shape, layers, Norm.ones(shape.dim()));
  }

  /**
   * Runs the layers over a sequence under the causal mask.
   *
   * @param inputs one vector a position; not changed
   */
  public Pass run(double[][] inputs) {
    return Pass.run(this, inputs);
  }
}
