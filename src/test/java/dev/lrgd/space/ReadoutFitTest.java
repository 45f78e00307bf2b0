package dev.lrgd.space;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lrgd.space.ReadoutSample.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

class ReadoutFitTest {

  @Test
  void theGradientIsThatOfFiniteDifferences() {
    for (ReadoutSample sample : samples(20, 3)) {
      double[] theta = Readout.START.toArray();
      double[] gradient = new double[theta.length];
      sample.accumulate(theta, gradient, new DMatrixRMaj(theta.length, theta.length));
      for (int k = 0; k < theta.length; k++) {
        double[] up = theta.clone();
        double[] down = theta.clone();
        up[k] += 1e-5;
        down[k] -= 1e-5;
        assertEquals((sample.loss(up) - sample.loss(down)) / 2e-5, gradient[k], 1e-7);
      }
    }
  }

  @Test
  void aFitLowersTheLossAndEndsWhereGradientAndPullBalance() {
    List<ReadoutSample> samples = samples(400, 5);
    Readout fitted = ReadoutFit.ofOwnTokens(samples, Readout.START);
    assertTrue(ReadoutFit.loss(samples, fitted) < ReadoutFit.loss(samples, Readout.START) - 0.05);
    double[] theta = fitted.toArray();
    double[] gradient = new double[theta.length];
    for (ReadoutSample sample : samples) {
      sample.accumulate(theta, gradient, new DMatrixRMaj(theta.length, theta.length));
    }
    for (int k = 0; k < ReadoutSample.RECENCY; k++) {
      double pull = ReadoutFit.PULL * (theta[k] - Readout.START.toArray()[k]);
      if (theta[k] > 0) {
        assertEquals(0, (gradient[k] + pull) / samples.size(), 2e-3, "parameter " + k);
      }
    }
  }

  @Test
  void fittingDemonstrationsLeavesTheRestAlone() {
    Readout fitted = ReadoutFit.ofDemonstrations(samples(100, 6), Readout.START);
    for (int k = 0; k < ReadoutSample.DEMONSTRATION; k++) {
      assertEquals(Readout.START.toArray()[k], fitted.toArray()[k], 0);
    }
    assertTrue(fitted.demonstration() != Readout.START.demonstration());
  }

  @Test
  void withoutSamplesTheStartStays() {
    assertEquals(Readout.START, ReadoutFit.ofOwnTokens(List.of(), Readout.START));
  }

  /** Random lists whose target tends to be the candidate with the larger first block. */
  private static List<ReadoutSample> samples(int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<ReadoutSample> samples = new ArrayList<>();
    Kind[] kinds = {Kind.OWN, Kind.OWN, Kind.SINK, Kind.DEMONSTRATION, Kind.DEMONSTRATION};
    for (int s = 0; s < count; s++) {
      float[][][] inner = new float[kinds.length][6][Blocks.COUNT];
      double[] logAge = {Math.log(2), 0, 0, 0, 0};
      double[][] cosine = new double[kinds.length][2];
      double[][] prior = new double[6][3];
      int target = random.nextInt(6);
      for (int i = 0; i < kinds.length; i++) {
        for (int c = 0; c < 6 && kinds[i] != Kind.SINK; c++) {
          for (int b = 0; b < Blocks.COUNT; b++) {
            inner[i][c][b] = (float) (random.nextDouble() - 0.5 + (c == target ? 0.3 : 0));
          }
        }
        if (kinds[i] == Kind.DEMONSTRATION) {
          cosine[i] = new double[] {random.nextDouble(), random.nextDouble()};
        }
      }
      for (double[] features : prior) {
        for (int f = 0; f < 3; f++) {
          features[f] = random.nextDouble();
        }
      }
      samples.add(new ReadoutSample(target, inner, prior, kinds, logAge, cosine));
    }
    return samples;
  }
}
