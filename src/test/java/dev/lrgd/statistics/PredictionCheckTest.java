package dev.lrgd.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PredictionCheckTest {

  @Test
  void slopeIsThatOfTheLineThroughZero() {
    assertEquals(2, PredictionCheck.slope(new double[] {1, 2, 3}, new double[] {2, 4, 6}), 1e-12);
    assertEquals(0.5, PredictionCheck.slope(new double[] {1, 1}, new double[] {0, 1}), 1e-12);
    assertEquals(0, PredictionCheck.slope(new double[] {0}, new double[] {5}));
  }

  @Test
  void aPredictionThatIsPartlyRightHasAnIntervalAboveZeroAndBelowOne() {
    SplittableRandom random = new SplittableRandom(1);
    double[] predicted = random.doubles(200).toArray();
    double[] measured = Arrays.stream(predicted).map(x -> x + random.nextDouble() - 0.5).toArray();
    PredictionCheck check = PredictionCheck.of(predicted, measured, 1);
    Estimate rho = check.rankCorrelation().orElseThrow();
    // x and x + y, both uniform and alike in width: a correlation of sqrt(1/2).
    assertEquals(0.7, rho.value(), 0.1);
    assertTrue(rho.low() > 0.5 && rho.low() < rho.value(), rho.toString());
    assertTrue(rho.high() < 0.9 && rho.high() > rho.value(), rho.toString());
    assertEquals(200, check.count());
    assertEquals(0.5, check.mean().value(), 0.1);
    assertTrue(check.mean().low() < check.mean().value());
  }

  @Test
  void whatDoesNotVaryHasNoOrderToCompare() {
    PredictionCheck flat = PredictionCheck.of(new double[] {1, 2, 3}, new double[] {4, 4, 4}, 1);
    assertEquals(Optional.empty(), flat.rankCorrelation());
    assertEquals(new Estimate(4, 4, 4), flat.mean());
  }
}
