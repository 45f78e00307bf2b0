package dev.lrgd.dual;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Seeded inputs of any size: tokens, queries, candidates, problems. Components of ordinary size are
 * multiples of 1/64, so that float products are exact and closed forms can be held to 1e-10.
 */
final class RandomCase {
  final Random random;
  final int keyDimension;
  final int valueDimension;

  RandomCase(long seed, int keyDimension, int valueDimension) {
    this.random = new Random(seed);
    this.keyDimension = keyDimension;
    this.valueDimension = valueDimension;
  }

  static RandomCase of(long seed) {
    return new RandomCase(seed, 5, 4);
  }

  float[] vector(int n, double norm) {
    float[] x = roughVector(n, norm);
    for (int i = 0; i < n && norm > 0.1 && norm < 100; i++) {
      x[i] = Math.round(x[i] * 64) / 64f;
    }
    return x;
  }

  /** With all the bits a float has. */
  float[] roughVector(int n, double norm) {
    float[] x = new float[n];
    for (int i = 0; i < n; i++) {
      x[i] = (float) (norm * random.nextGaussian() / Math.sqrt(n));
    }
    return x;
  }

  static double[] doubles(float[] x) {
    return IntStream.range(0, x.length).mapToDouble(i -> x[i]).toArray();
  }

  static double[][] doubles(VectorTable table) {
    return IntStream.range(0, table.rows())
        .mapToObj(i -> doubles(table.row(i)))
        .toArray(double[][]::new);
  }

  float[] query() {
    return vector(keyDimension, 2);
  }

  double[] gaussians(int n) {
    return random.doubles(n).map(x -> random.nextGaussian()).toArray();
  }

  Tokens tokens(int n) {
    return tokens(n, 2);
  }

  Tokens tokens(int n, double keyNorm) {
    VectorTable keys = table(n, keyDimension, keyNorm);
    return Tokens.of(keys, table(n, valueDimension, 1.5), gaussians(n));
  }

  VectorTable table(int n, int dimension, double norm) {
    float[] data = new float[n * dimension];
    for (int i = 0; i < n; i++) {
      System.arraycopy(vector(dimension, norm), 0, data, i * dimension, dimension);
    }
    return VectorTable.of(dimension, data);
  }

  List<Tokens> demonstrations(int n) {
    List<Tokens> demonstrations = new ArrayList<>();
    for (int d = 0; d < n; d++) {
      demonstrations.add(tokens(1 + random.nextInt(3)));
    }
    return demonstrations;
  }

  Candidates candidates(int n) {
    int[] rows = IntStream.range(0, n).toArray();
    return Candidates.of(table(n, valueDimension, 2), rows, gaussians(n), 0.7);
  }

  ListwiseLoss loss(int n) {
    return ListwiseLoss.of(candidates(n), random.nextInt(n));
  }

  EffectProblem problem(int demonstrations) {
    return problem(demonstrations(demonstrations));
  }

  EffectProblem problem(List<Tokens> demonstrations) {
    return EffectProblem.of(new Kernel(0.9), tokens(3), demonstrations, query(), loss(6));
  }

  /** Every subset of 0..n-1, the empty one first. */
  static List<int[]> subsets(int n) {
    return IntStream.range(0, 1 << n)
        .mapToObj(m -> IntStream.range(0, n).filter(d -> (m >> d & 1) == 1).toArray())
        .toList();
  }
}
