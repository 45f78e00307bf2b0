package dev.lrgd.dual;

import static dev.lrgd.dual.DualStateTest.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ConcentrationTest {
  @Test
  void equalSharesAreNotConcentrated() {
    double[] equal = {3, 3, 3, 3};
    assertEquals(0.25, Concentration.herfindahl(equal), 1e-15);
    assertEquals(4, Concentration.effectiveNumber(equal), 1e-14);
    assertEquals(0, Concentration.gini(equal), 1e-15);
    assertEquals(Math.log(4), Concentration.entropy(equal), 1e-15);
  }

  @Test
  void oneShareIsAllConcentration() {
    double[] one = {0, 5, 0, 0};
    assertEquals(1, Concentration.herfindahl(one));
    assertEquals(1, Concentration.effectiveNumber(one));
    assertEquals(0.75, Concentration.gini(one), 1e-15);
    assertEquals(0, Concentration.entropy(one));
  }

  @Test
  void giniIsHalfTheRelativeMeanDifference() {
    double[] shares = RandomCase.of(1).random.doubles(9).toArray();
    double difference = 0;
    double sum = 0;
    for (double a : shares) {
      sum += a;
      for (double b : shares) {
        difference += Math.abs(a - b);
      }
    }
    assertEquals(difference / (2 * 9 * sum), Concentration.gini(shares), 1e-14);
  }

  @Test
  void participationRatioIsThatOfTheGramMatrix() {
    RandomCase random = RandomCase.of(2);
    VectorTable rows = random.table(7, 4, 1);
    double[] weights = random.random.doubles(7).toArray();
    double trace = 0;
    double squares = 0;
    for (int i = 0; i < 7; i++) {
      for (int j = 0; j < 7; j++) {
        double k = Math.sqrt(weights[i] * weights[j]) * Vectors.dot(rows.row(i), rows.row(j));
        trace += i == j ? k : 0;
        squares += k * k;
      }
    }
    assertEquals(trace * trace / squares, Concentration.participationRatio(rows, weights), 1e-9);
  }

  @Test
  void participationRatioCountsDirections() {
    VectorTable axes = VectorTable.of(3, 1, 0, 0, 0, 1, 0, 0, 0, 1);
    assertEquals(3, Concentration.participationRatio(axes, 1, 1, 1), 1e-12);
    assertEquals(1, Concentration.participationRatio(axes, 0, 1, 0), 1e-12);
    VectorTable line = VectorTable.of(2, 1, 1, 2, 2, -3, -3);
    assertEquals(1, Concentration.participationRatio(line, 1, 1, 1), 1e-12);
    assertEquals(0, Concentration.participationRatio(VectorTable.of(2, 0, 0), 1));
  }

  @Test
  void wrongNumbersAreRefusedByName() {
    assertRefused("sum of the shares", () -> Concentration.herfindahl());
    assertRefused("sum of the shares", () -> Concentration.gini(0, 0));
    assertRefused("share[1]", () -> Concentration.entropy(1, -1));
    assertRefused("share[0]", () -> Concentration.effectiveNumber(Double.NaN));
    VectorTable one = VectorTable.of(1, 1f);
    assertRefused("number of weights", () -> Concentration.participationRatio(one, 1, 1));
  }
}
