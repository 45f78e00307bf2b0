package dev.lrgd.dual;

import static dev.lrgd.dual.DualStateTest.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Every closed form against gradient descent on explicit weights. */
class RegularizationTest {
  private static final Kernel KERNEL = new Kernel(0.5);
  private static final int STEPS = 3;

  private final RandomCase random = RandomCase.of(1);
  private final VectorTable keys = random.table(5, 5, 2);
  private final VectorTable values = random.table(5, 4, 1);
  private final float[] query = random.query();
  private final double[][] features = features();
  private final double[][] lifted =
      Arrays.stream(RandomCase.doubles(values)).map(ReferenceDual::lift).toArray(double[][]::new);

  private double[][] features() {
    double[][] points = Arrays.copyOf(RandomCase.doubles(keys), 6);
    points[5] = RandomCase.doubles(query);
    return ReferenceDual.features(KERNEL.scale(), points);
  }

  /** W^_0 of the own tokens 0 and 1. */
  private double[][] prior() {
    return step(step(new double[5][6], 0), 1);
  }

  /** W^ + G of one token. */
  private double[][] step(double[][] weights, int token) {
    return ReferenceDual.gradientStep(
        weights, new double[][] {lifted[token]}, new double[][] {features[token]}, 1);
  }

  private static double[][] combine(double a, double[][] x, double b, double[][] y) {
    double[][] sum = new double[x.length][x[0].length];
    for (int r = 0; r < sum.length; r++) {
      Vectors.axpy(a, x[r], sum[r]);
      Vectors.axpy(b, y[r], sum[r]);
    }
    return sum;
  }

  private void assertTrains(double[][] expected, Regularization regularization) {
    DualModel model = regularization.train(state(0, 1), List.of(state(2), state(3), state(4)));
    double[] lift = ReferenceDual.read(expected, features[5]);
    assertArrayEquals(ReferenceDual.readout(lift), model.output(), 1e-10);
    assertEquals(Math.log(lift[4]), model.state().logMass(), 1e-10);
  }

  private DualState state(int... tokens) {
    return DualState.read(
        KERNEL, Tokens.of(keys, tokens, values, tokens, new double[tokens.length]), query);
  }

  @Test
  void noPenaltyIsThePlainStep() {
    assertTrains(step(step(step(prior(), 2), 3), 4), Regularization.none(STEPS));
  }

  @Test
  void weightDecayScalesTheOwnTokens() {
    double[][] decayed = combine(0.7, prior(), 0, prior());
    Regularization decay = Regularization.weightDecay(0.3, STEPS);
    assertTrains(step(step(step(decayed, 2), 3), 4), decay);
    DualModel plain = Regularization.none(1).train(state(0, 1), List.of(state(2)));
    DualModel model = Regularization.weightDecay(0.3, 1).train(state(0, 1), List.of(state(2)));
    assertTrue(model.mass() > plain.mass());
  }

  @Test
  void weightDecayPerStepIsGeometricRecency() {
    double[][] weights = prior();
    for (int token = 2; token < 5; token++) {
      weights = step(combine(0.7, weights, 0, weights), token);
    }
    assertTrains(weights, Regularization.weightDecayPerStep(0.3, STEPS));
  }

  @Test
  void proximalPerStepIsRecencyOnTheDemonstrationsAlone() {
    double[][] weights = prior();
    for (int token = 2; token < 5; token++) {
      weights = step(combine(0.7, weights, 0.3, prior()), token);
    }
    assertTrains(weights, Regularization.proximalPerStep(0.3, STEPS));
    assertEquals(0, Regularization.proximalPerStep(0.3, 1).logWeight(0), 1e-300);
  }

  @Test
  void proximalMinimiserDividesTheStep() {
    double alpha = 1.7;
    double[][] anchor = prior();
    double[][] weights = prior();
    for (int i = 0; i < 200; i++) {
      // W^ -= 0.3 (grad L_D + alpha (W^ - W^_0))
      double[][] stepped = combine(1 - 0.3 * alpha, weights, 0.3 * alpha, anchor);
      double[][] gradient = combine(1, step(step(step(weights, 2), 3), 4), -1, weights);
      weights = combine(1, stepped, 0.3, gradient);
    }
    assertTrains(weights, Regularization.proximal(alpha, STEPS));
  }

  @Test
  void clippingBoundsEveryGradientNorm() {
    double[] logNorms = new double[STEPS];
    double[][] weights = prior();
    for (int i = 0; i < STEPS; i++) {
      int token = i + 2;
      double[][] gradient = combine(1, step(prior(), token), -1, prior());
      double norm = Math.sqrt(Arrays.stream(gradient).mapToDouble(r -> Vectors.dot(r, r)).sum());
      Tokens tokens = Tokens.of(keys, new int[] {token}, values, new int[] {token}, new double[1]);
      logNorms[i] = Regularization.logGradientNorm(KERNEL, tokens);
      assertEquals(Math.log(norm), logNorms[i], 1e-10);
      weights = combine(1, weights, Math.min(1, 2.5 / norm), gradient);
    }
    assertTrue(Arrays.stream(logNorms).anyMatch(n -> n > Math.log(2.5)));
    assertTrains(weights, Regularization.clipping(2.5, logNorms));
  }

  @Test
  void gradientNormOfSeveralTokensIsTheFrobeniusNorm() {
    int[] all = IntStream.range(0, 5).toArray();
    double[] logWeights = {0.3, -1, 0, 2, 0.1};
    double[][] gradient = new double[5][6];
    for (int i : all) {
      double[][] one = step(new double[5][6], i);
      gradient = combine(1, gradient, Math.exp(logWeights[i]), one);
    }
    double squared = Arrays.stream(gradient).mapToDouble(r -> Vectors.dot(r, r)).sum();
    Tokens tokens = Tokens.of(keys, values, logWeights);
    assertEquals(0.5 * Math.log(squared), Regularization.logGradientNorm(KERNEL, tokens), 1e-10);
    assertEquals(
        Double.NEGATIVE_INFINITY, Regularization.logGradientNorm(KERNEL, Tokens.none(5, 4)));
    Tokens huge = RandomCase.of(2).tokens(2, 1e10);
    assertTrue(Double.isFinite(Regularization.logGradientNorm(KERNEL, huge)));
  }

  @Test
  void massCapHoldsAtUnderAndOverTheEdge() {
    DualState own = state(0, 1);
    List<DualState> demonstrations = List.of(state(2), state(3), state(4));
    DualModel plain = Regularization.none(STEPS).train(own, demonstrations);
    for (double most : new double[] {plain.mass() * 0.5, plain.mass(), plain.mass() * 1.01}) {
      Regularization cap =
          Regularization.massCap(most, own.logMass(), plain.step().logMass(), STEPS);
      DualModel capped = cap.train(own, demonstrations);
      assertEquals(Math.min(most, plain.mass()), capped.mass(), 1e-12);
      assertArrayEquals(plain.step().output(), capped.step().output(), 1e-12);
    }
  }

  @Test
  void massCapDoesNothingWhereNothingCanBeCapped() {
    double none = Double.NEGATIVE_INFINITY;
    assertEquals(0, Regularization.massCap(0.5, none, 1, 2).logWeight(1));
    assertEquals(0, Regularization.massCap(0.5, 1, none, 2).logWeight(1));
    assertEquals(0, Regularization.massCap(0.5, none, none, 2).logWeight(1));
  }

  @Test
  void biasesOfTwoPenaltiesAdd() {
    Regularization both =
        Regularization.weightDecayPerStep(0.2, 2).and(Regularization.proximal(3, 2));
    assertEquals(2 * Math.log(0.8), both.priorLogWeight(), 1e-15);
    assertEquals(Math.log(0.8) - Math.log(3), both.logWeight(0), 1e-15);
    assertEquals(-Math.log(3), both.logWeight(1), 1e-15);
  }

  @Test
  void negativesMoveTheValuesAndLeaveTheMasses() {
    double beta = 0.4;
    int[][] negatives = {{0, 4}, {1}, {2, 3, 0}};
    int[] demonstrations = {2, 3, 4};
    double[][] weights = prior();
    for (int i = 0; i < 3; i++) {
      weights = step(weights, demonstrations[i]);
      double[][] mean = new double[1][5];
      for (int j : negatives[i]) {
        for (int c = 0; c < 4; c++) {
          mean[0][c] += values.row(j)[c] / negatives[i].length;
        }
      }
      // + beta sum_i mean [v_j; 0]^T W^ phi(k_i) is L_D of the negatives with the sign turned.
      double[][] feature = {features[demonstrations[i]]};
      weights = ReferenceDual.gradientStep(weights, mean, feature, -beta);
    }
    Tokens tokens = Tokens.of(keys, demonstrations, values, demonstrations, new double[3]);
    Tokens repelled = Negatives.repel(tokens, beta, values, negatives);
    DualState after = state(0, 1).plus(DualState.read(KERNEL, repelled, query));
    double[] lift = ReferenceDual.read(weights, features[5]);
    assertArrayEquals(ReferenceDual.readout(lift), after.output(), 1e-6);
    assertEquals(
        DualState.read(KERNEL, tokens, query).logMass(),
        DualState.read(KERNEL, repelled, query).logMass());
  }

  @Test
  void criticalMassIsWhereTheSquaredErrorComesBack() {
    double[] target = {1, 2, -1};
    double[] prior = {0, 0.5, 0};
    double[] step = {2, 1, -3};
    double critical = CriticalMass.of(target, prior, step);
    double start = squaredError(target, prior, step, 0);
    assertEquals(start, squaredError(target, prior, step, critical), 1e-12);
    assertTrue(squaredError(target, prior, step, critical - 1e-6) < start);
    assertTrue(squaredError(target, prior, step, critical + 1e-6) > start);
    double best = squaredError(target, prior, step, critical / 2);
    assertTrue(best < squaredError(target, prior, step, critical / 2 + 1e-3));
    assertTrue(best < squaredError(target, prior, step, critical / 2 - 1e-3));
    assertTrue(CriticalMass.of(target, prior, new double[] {-1, 0, 1}) < 0);
    assertEquals(Double.POSITIVE_INFINITY, CriticalMass.of(target, prior, prior));
  }

  private static double squaredError(double[] y, double[] prior, double[] step, double mass) {
    double sum = 0;
    for (int i = 0; i < y.length; i++) {
      sum += Math.pow(prior[i] + mass * (step[i] - prior[i]) - y[i], 2);
    }
    return sum;
  }

  @Test
  void wrongNumbersAreRefusedByName() {
    assertRefused("1 - alpha", () -> Regularization.weightDecay(1, 1));
    assertRefused("alpha", () -> Regularization.weightDecayPerStep(-0.1, 1));
    assertRefused("alpha", () -> Regularization.proximalPerStep(Double.NaN, 1));
    assertRefused("alpha", () -> Regularization.proximal(0, 1));
    assertRefused("limit", () -> Regularization.clipping(0, 1));
    assertRefused("log norm[0]", () -> Regularization.clipping(1, Double.NaN));
    assertRefused("most", () -> Regularization.massCap(0, 0, 0, 1));
    assertRefused("1 - most", () -> Regularization.massCap(1, 0, 0, 1));
    assertRefused(
        "number of demonstrations", () -> Regularization.none(1).and(Regularization.none(2)));
    assertRefused(
        "number of demonstrations", () -> Regularization.none(1).train(state(0), List.of()));
    Tokens one = Tokens.of(keys, new int[1], values, new int[1], new double[1]);
    assertRefused("beta", () -> Negatives.repel(one, -1, values, new int[1][1]));
    assertRefused("number of negatives", () -> Negatives.repel(one, 1, values, new int[1][0]));
    assertRefused("negative must", () -> Negatives.repel(one, 1, values, new int[][] {{5}}));
    assertRefused("number of lists", () -> Negatives.repel(one, 1, values, new int[0][]));
    assertRefused("dimension of the", () -> Negatives.repel(one, 1, keys, new int[1][1]));
    double[] three = new double[3];
    assertRefused("prior output", () -> CriticalMass.of(three, new double[2], three));
    assertRefused("step's output", () -> CriticalMass.of(three, three, new double[2]));
  }
}
