package dev.lrgd.evaluate.transformer;

import java.util.Arrays;

/** A loss's gradients after one way back: in every head's attention output, and in the inputs. */
public final class Gradients {
  private final Shape shape;
  private final double[][][] attention;
  private final double[][] inputs;

  Gradients(Shape shape, double[][][] attention, double[][] inputs) {
    this.shape = shape;
    this.attention = attention;
    this.inputs = inputs;
  }

  /** dl/do of a head at a position. */
  public double[] attention(int layer, int head, int t) {
    int from = head * shape.headDim();
    return Arrays.copyOfRange(attention[layer][t], from, from + shape.headDim());
  }

  /** dl/dx of an input. */
  public double[] input(int t) {
    return inputs[t].clone();
  }
}
