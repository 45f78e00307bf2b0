package dev.lrgd.dual;

import static dev.lrgd.dual.DualStateTest.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PerturbationTest {
  private static final Kernel KERNEL = new Kernel(0.6);

  /** Sums over all masks of the inverted dropout, each with its probability. */
  private static final class Masks {
    final double[] meanOutput;
    final double[] meanNumerator;
    double meanMass;
    double massVariance;
    double numeratorVariance;

    Masks(DualState prior, List<DualState> demonstrations, double rate) {
      DualState full = prior;
      for (DualState demonstration : demonstrations) {
        full = full.plus(demonstration);
      }
      int n = demonstrations.size();
      double[] output = full.output();
      meanOutput = new double[output.length];
      meanNumerator = new double[output.length];
      for (int[] kept : RandomCase.subsets(n)) {
        double probability = Math.pow(1 - rate, kept.length) * Math.pow(rate, n - kept.length);
        DualState state = prior;
        for (int d : kept) {
          state = state.plus(demonstrations.get(d).scaled(new Dropout(rate).logWeight()));
        }
        double mass = Math.exp(state.logMass() - full.logMass());
        double[] numerator = new double[output.length];
        Vectors.axpy(mass, state.output(), numerator);
        Vectors.axpy(probability, state.output(), meanOutput);
        Vectors.axpy(probability, numerator, meanNumerator);
        meanMass += probability * mass;
        massVariance += probability * (mass - 1) * (mass - 1);
        Vectors.axpy(-1, output, numerator);
        numeratorVariance += probability * Vectors.dot(numerator, numerator);
      }
    }
  }

  private static List<DualState> states(RandomCase random, float[] query, int n, double logWeight) {
    return random.demonstrations(n).stream()
        .map(d -> DualState.read(KERNEL, d.weighted(logWeight), query))
        .toList();
  }

  @Test
  void invertedDropoutHasTheMomentsOfAllMasks() {
    RandomCase random = RandomCase.of(1);
    float[] query = random.query();
    DualState prior = DualState.read(KERNEL, random.tokens(2), query);
    List<DualState> demonstrations = states(random, query, 6, 0);
    Dropout dropout = new Dropout(0.3);
    Masks masks = new Masks(prior, demonstrations, 0.3);
    DualState full = prior;
    for (DualState demonstration : demonstrations) {
      full = full.plus(demonstration);
    }
    assertEquals(1, masks.meanMass, 1e-12);
    assertArrayEquals(full.output(), masks.meanNumerator, 1e-12);
    assertEquals(masks.massVariance, dropout.relativeMassVariance(prior, demonstrations), 1e-12);
    assertEquals(
        masks.numeratorVariance, dropout.relativeNumeratorVariance(prior, demonstrations), 1e-12);
  }

  @Test
  void outputOfDropoutIsBiasedAsTheSecondOrderSays() {
    RandomCase random = RandomCase.of(2);
    float[] query = random.query();
    DualState prior = DualState.read(KERNEL, random.tokens(2), query);
    for (double logWeight : new double[] {-3, -5, -7}) {
      List<DualState> demonstrations = states(RandomCase.of(3), query, 6, logWeight);
      Dropout dropout = new Dropout(0.4);
      double[] bias = dropout.outputBias(prior, demonstrations);
      double[] exact = new Masks(prior, demonstrations, 0.4).meanOutput;
      DualState full = prior;
      double largest = 0;
      for (DualState demonstration : demonstrations) {
        full = full.plus(demonstration);
      }
      for (DualState demonstration : demonstrations) {
        largest = Math.max(largest, Math.exp(demonstration.logMass() - full.logMass()));
      }
      Vectors.axpy(-1, full.output(), exact);
      assertTrue(Math.sqrt(Vectors.dot(bias, bias)) > 0);
      assertArrayEquals(exact, bias, 30 * Math.pow(largest, 3));
    }
  }

  @Test
  void dropoutDrawsTheSameForTheSameSeedAndAtItsRate() {
    Dropout dropout = new Dropout(0.3);
    assertArrayEquals(dropout.draw(50, 7), dropout.draw(50, 7));
    int kept = 0;
    for (int seed = 0; seed < 400; seed++) {
      kept += dropout.draw(50, seed).length;
    }
    assertEquals(0.7, kept / 20000., 0.01);
    assertEquals(50, new Dropout(0).draw(50, 1).length);
    assertEquals(0, new Dropout(0).logWeight());
  }

  @Test
  void keyNoiseMultipliesTheKernelAsItsMomentsSay() {
    RandomCase random = RandomCase.of(3);
    float[] query = random.query();
    Tokens token = random.tokens(1);
    KeyNoise noise = new KeyNoise(0.5);
    double clean = DualState.read(KERNEL, token, query).logMass();
    double first = 0;
    double second = 0;
    int draws = 100_000;
    for (int seed = 0; seed < draws; seed++) {
      double factor =
          Math.exp(DualState.read(KERNEL, noise.perturb(token, seed), query).logMass() - clean);
      first += factor / draws;
      second += factor * factor / draws;
    }
    assertEquals(Math.exp(noise.logMeanFactor(KERNEL, query)), first, 0.02 * first);
    assertEquals(Math.exp(noise.logSecondMomentFactor(KERNEL, query)), second, 0.03 * second);
    assertTrue(second > 1.2, "noise too small to tell: " + second);
  }

  @Test
  void valueNoiseSpreadsTheOutputAsItsVarianceSays() {
    RandomCase random = RandomCase.of(4);
    float[] query = random.query();
    DualState prior = DualState.read(KERNEL, random.tokens(2), query);
    Tokens noisy = random.tokens(3);
    ValueNoise noise = new ValueNoise(0.5);
    double[] clean = prior.plus(DualState.read(KERNEL, noisy, query)).output();
    double[] mean = new double[clean.length];
    double variance = 0;
    int draws = 50_000;
    for (int seed = 0; seed < draws; seed++) {
      Tokens drawn = noise.perturb(noisy, seed);
      double[] output = prior.plus(DualState.read(KERNEL, drawn, query)).output();
      Vectors.axpy(-1, clean, output);
      Vectors.axpy(1. / draws, output, mean);
      variance += Vectors.dot(output, output) / clean.length / draws;
    }
    double expected = noise.outputVariance(KERNEL, prior, noisy, query);
    assertEquals(expected, variance, 0.02 * expected);
    for (double m : mean) {
      assertEquals(0, m, 5 * Math.sqrt(expected / draws));
    }
  }

  @Test
  void gradientNoiseSpreadsTheReadoutByTheNormOfTheFeature() {
    RandomCase random = RandomCase.of(5);
    float[] query = random.query();
    double[][] points = {RandomCase.doubles(query), {1, 0, 0, 1, 0}, {0, 1, 0, 0, 1}};
    double[] feature = ReferenceDual.features(KERNEL.scale(), points)[0];
    Random gaussian = new Random(1);
    double variance = 0;
    int draws = 50_000;
    for (int i = 0; i < draws; i++) {
      double noise = 0;
      for (double f : feature) {
        noise += 0.3 * gaussian.nextGaussian() * f;
      }
      variance += noise * noise / draws;
    }
    GradientNoise noise = new GradientNoise(0.3);
    double deviation = Math.exp(noise.logDeviation(KERNEL, query));
    assertEquals(deviation, Math.sqrt(variance), 0.02 * deviation);
    DualState state = DualState.read(KERNEL, random.tokens(2), query);
    assertEquals(
        deviation / Math.exp(state.logMass()),
        noise.relativeDeviation(KERNEL, state, query),
        1e-12);
    assertEquals(0, new GradientNoise(0).relativeDeviation(KERNEL, state, query));
  }

  @Test
  void noNoiseChangesNothing() {
    Tokens tokens = RandomCase.of(6).tokens(2);
    for (int i = 0; i < 2; i++) {
      assertArrayEquals(tokens.key(i), new KeyNoise(0).perturb(tokens, 1).key(i));
      assertArrayEquals(tokens.value(i), new ValueNoise(0).perturb(tokens, 1).value(i));
    }
    float[] first = new KeyNoise(1).perturb(tokens, 1).key(0);
    assertArrayEquals(first, new KeyNoise(1).perturb(tokens, 1).key(0));
    assertTrue(!Arrays.equals(first, new KeyNoise(1).perturb(tokens, 2).key(0)));
  }

  @Test
  void wrongNumbersAreRefusedByName() {
    assertRefused("dropout rate", () -> new Dropout(-0.1));
    assertRefused("1 - dropout rate", () -> new Dropout(1));
    assertRefused("key noise", () -> new KeyNoise(-1));
    assertRefused("value noise", () -> new ValueNoise(Double.NaN));
    assertRefused("gradient noise", () -> new GradientNoise(Double.POSITIVE_INFINITY));
  }
}
