package dev.lrgd.evaluate.transformer;

import java.util.Random;

/**
 * The weights of one layer: x + W_O attention(norm(x)), then x + W_2 (silu(W_1 n) * W_3 n) with n =
 * norm(x).
 */
public record Layer(
    double[] attentionNorm,
    Matrix wq,
    Matrix wk,
    Matrix wv,
    Matrix wo,
    double[] feedForwardNorm,
    Matrix w1,
    Matrix w2,
    Matrix w3) {

  static Layer random(Shape shape, double queryKeyGain, Random random) {
    int dim = shape.dim();
    return new Layer(
        Norm.ones(dim),
        Matrix.random(dim, dim, queryKeyGain, random),
        Matrix.random(shape.kvDim(), dim, queryKeyGain, random),
        Matrix.random(shape.kvDim(), dim, 1, random),
        Matrix.random(dim, dim, 1, random),
        Norm.ones(dim),
        Matrix.random(shape.hidden(), dim, 1, random),
        Matrix.random(dim, shape.hidden(), 1, random),
        Matrix.random(shape.hidden(), dim, 1, random));
  }
}
