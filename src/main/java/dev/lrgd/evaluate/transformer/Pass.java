package dev.lrgd.evaluate.transformer;

import java.util.ArrayList;
import java.util.List;

/** A decoder run over one sequence, every layer's states kept. */
public final class Pass {
  private final Trunk trunk;
  private final int length;
  private final List<LayerPass> layers = new ArrayList<>();

  private Pass(Trunk trunk, int length) {
    this.trunk = trunk;
    this.length = length;
  }

  static Pass run(Trunk trunk, double[][] inputs) {
    Pass pass = new Pass(trunk, inputs.length);
    double[][] states = inputs;
    for (Layer layer : trunk.layers()) {
      LayerPass layerPass = LayerPass.run(trunk.shape(), layer, states);
      pass.layers.add(layerPass);
      states = layerPass.outputs();
    }
    return pass;
  }

  public Shape shape() {
    return trunk.shape();
  }

  /** Number of positions. */
  public int length() {
    return length;
  }

  public LayerPass layer(int layer) {
    return layers.get(layer);
  }

  /** The normalised state that a read-out sees at a position. */
  public double[] output(int t) {
    return Norm.of(trunk.finalNorm(), last(t));
  }

  private double[] last(int t) {
    return layers.get(layers.size() - 1).outputs()[t];
  }

  /**
   * One way back from a loss read at one position.
   *
   * @param dOutput the loss's gradient in {@link #output} at {@code t}
   */
  public Gradients backward(int t, double[] dOutput) {
    double[][] states = new double[length][trunk.shape().dim()];
    states[t] = Norm.backward(trunk.finalNorm(), last(t), dOutput);
    double[][][] attention = new double[layers.size()][length][];
    for (int l = layers.size() - 1; l >= 0; l--) {
      states = layers.get(l).backward(states, attention[l]);
    }
    return new Gradients(trunk.shape(), attention, states);
  }
}
