package dev.lrgd.dual;

import static dev.lrgd.dual.DualStateTest.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ListwiseLossTest {
  @Test
  void negativeGradientIsTheFiniteDifference() {
    for (int seed = 0; seed < 20; seed++) {
      RandomCase random = RandomCase.of(seed);
      Candidates candidates = random.candidates(6);
      double[] pi = Candidates.softmax(random.gaussians(6));
      ListwiseLoss loss = ListwiseLoss.of(candidates, pi);
      double[] output = random.gaussians(random.valueDimension);
      double[] gradient = loss.negativeGradient(output);
      for (int i = 0; i < output.length; i++) {
        assertEquals(-slope(loss, output, i), gradient[i], 1e-8);
      }
    }
  }

  private static double slope(ListwiseLoss loss, double[] output, int i) {
    double h = 1e-5;
    double[] up = output.clone();
    double[] down = output.clone();
    up[i] += h;
    down[i] -= h;
    return (loss.value(up) - loss.value(down)) / (2 * h);
  }

  @Test
  void valueIsTheNegativeLogProbabilityOfTheTarget() {
    RandomCase random = RandomCase.of(1);
    Candidates candidates = random.candidates(5);
    double[] output = random.gaussians(random.valueDimension);
    double[] p = candidates.probabilities(output);
    for (int c = 0; c < 5; c++) {
      assertEquals(-Math.log(p[c]), ListwiseLoss.of(candidates, c).value(output), 1e-13);
    }
  }

  @Test
  void scoresArePriorPlusInnerProductOverTemperature() {
    VectorTable items = VectorTable.of(2, 1, 2, 3, 4);
    Candidates candidates = Candidates.of(items, new int[] {1, 0, 1}, new double[] {0, 1, 2}, 0.5);
    assertArrayEquals(new double[] {22, 11, 24}, candidates.scores(new double[] {1, 2}), 1e-12);
  }

  @Test
  void hugeScoresStayFinite() {
    VectorTable items = VectorTable.of(1, 1e30f, -1e30f);
    Candidates candidates = Candidates.of(items, new int[] {0, 1}, new double[2], 1);
    double[] output = {1e3};
    assertEquals(0, ListwiseLoss.of(candidates, 0).value(output));
    assertEquals(2e33, ListwiseLoss.of(candidates, 1).value(output), 1e27);
    assertArrayEquals(new double[] {1, 0}, candidates.probabilities(output));
  }

  @Test
  void wrongShapesAndNumbersAreRefusedByName() {
    VectorTable items = VectorTable.of(1, 1, 2);
    int[] rows = {0, 1};
    assertRefused("number of candidates", () -> Candidates.of(items, new int[0], new double[0], 1));
    assertRefused("number of prior", () -> Candidates.of(items, rows, new double[1], 1));
    assertRefused("prior score[1]", () -> Candidates.of(items, rows, new double[] {0, 0. / 0}, 1));
    assertRefused("temperature", () -> Candidates.of(items, rows, new double[2], 0));
    assertRefused(
        "row of candidate 0", () -> Candidates.of(items, new int[] {2}, new double[1], 1));
    Candidates candidates = Candidates.of(items, rows, new double[2], 1);
    assertRefused("length of the output", () -> candidates.scores(new double[2]));
    assertRefused("output[0]", () -> candidates.scores(new double[] {Double.NaN}));
    assertRefused("target must", () -> ListwiseLoss.of(candidates, 2));
    assertRefused("length of the target", () -> ListwiseLoss.of(candidates, new double[1]));
    assertRefused("sum of the", () -> ListwiseLoss.of(candidates, new double[] {0.5, 0.4}));
    assertRefused("distribution[1]", () -> ListwiseLoss.of(candidates, new double[] {1.5, -.5}));
  }
}
