package dev.lrgd.evaluate.transformer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The way back, against differences of the way forth. */
class BackwardTest {
  private static final Shape SHAPE = new Shape(16, 24, 3, 4, 2);
  private static final double STEP = 1e-5;

  @Test
  void gradientsInInputsAreThoseOfCentralDifferences() {
    Trunk trunk = Trunk.random(SHAPE, 1.5, 1);
    Random random = new Random(2);
    double[][] inputs = new double[6][];
    Arrays.setAll(inputs, t -> gaussians(random));
    double[] direction = gaussians(random);
    for (int read : new int[] {5, 3}) {
      Gradients gradients = trunk.run(inputs).backward(read, direction);
      for (int t = 0; t < inputs.length; t++) {
        for (int i = 0; i < SHAPE.dim(); i += 3) {
          double up = loss(trunk, moved(inputs, t, i, STEP), read, direction);
          double down = loss(trunk, moved(inputs, t, i, -STEP), read, direction);
          assertEquals((up - down) / (2 * STEP), gradients.input(t)[i], 1e-7);
        }
      }
    }
  }

  private static double loss(Trunk trunk, double[][] inputs, int read, double[] direction) {
    double[] output = trunk.run(inputs).output(read);
    double sum = 0;
    for (int i = 0; i < output.length; i++) {
      sum += direction[i] * output[i];
    }
    return sum;
  }

  private static double[][] moved(double[][] inputs, int t, int i, double by) {
    double[][] moved = Arrays.stream(inputs).map(double[]::clone).toArray(double[][]::new);
    moved[t][i] += by;
    return moved;
  }

  private static double[] gaussians(Random random) {
    return random.doubles(SHAPE.dim()).map(u -> random.nextGaussian()).toArray();
  }
}
