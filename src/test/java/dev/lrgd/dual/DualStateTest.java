package dev.lrgd.dual;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class DualStateTest {
  private static final Kernel KERNEL = new Kernel(0.8);

  @Test
  void readingIsSoftmaxAttention() {
    for (int seed = 0; seed < 50; seed++) {
      RandomCase random = RandomCase.of(seed);
      float[] query = random.query();
      VectorTable keys = random.table(7, random.keyDimension, 2);
      VectorTable values = random.table(7, random.valueDimension, 1);
      double[] logWeights = random.gaussians(7);
      double[] expected =
          ReferenceDual.attention(
              KERNEL.scale(),
              RandomCase.doubles(keys),
              RandomCase.doubles(values),
              logWeights,
              RandomCase.doubles(query));
      DualState state = DualState.read(KERNEL, Tokens.of(keys, values, logWeights), query);
      assertArrayEquals(expected, state.output(), 1e-13);
    }
  }

  @Test
  void floatPathAgreesWithTheDoubleReference() {
    for (int seed = 0; seed < 100; seed++) {
      RandomCase random = new RandomCase(seed, 37, 21);
      float[] query = random.roughVector(37, 3);
      VectorTable keys = VectorTable.of(37, random.roughVector(37 * 9, 9));
      VectorTable values = VectorTable.of(21, random.roughVector(21 * 9, 3));
      double[] expected =
          ReferenceDual.attention(
              KERNEL.scale(),
              RandomCase.doubles(keys),
              RandomCase.doubles(values),
              new double[9],
              RandomCase.doubles(query));
      Tokens tokens = Tokens.of(keys, values, new double[9]);
      assertArrayEquals(expected, DualState.read(KERNEL, tokens, query).output(), 1e-6);
    }
  }

  @Test
  void stateOfAUnionIsTheSumOfTheStates() {
    RandomCase random = RandomCase.of(2);
    float[] query = random.query();
    VectorTable keys = random.table(5, random.keyDimension, 2);
    VectorTable values = random.table(5, random.valueDimension, 1);
    double[] weights = random.gaussians(5);
    Tokens first = Tokens.of(keys, new int[] {0, 1}, values, new int[] {0, 1}, head(weights));
    Tokens second =
        Tokens.of(
            keys,
            new int[] {2, 3, 4},
            values,
            new int[] {2, 3, 4},
            Arrays.copyOfRange(weights, 2, 5));
    DualState sum = DualState.read(KERNEL, first, query).plus(read(second, query));
    DualState union = DualState.read(KERNEL, Tokens.of(keys, values, weights), query);
    assertArrayEquals(union.output(), sum.output(), 1e-14);
    assertEquals(union.logMass(), sum.logMass(), 1e-14);
  }

  private static double[] head(double[] weights) {
    return Arrays.copyOf(weights, 2);
  }

  private static DualState read(Tokens tokens, float[] query) {
    return DualState.read(KERNEL, tokens, query);
  }

  @Test
  void takingAwayUndoesAddingAfterThousandsOfUpdates() {
    RandomCase random = RandomCase.of(3);
    float[] query = random.query();
    DualState start = read(random.tokens(3), query);
    DualState state = start;
    for (int i = 0; i < 2000; i++) {
      DualState other = read(random.tokens(2), query);
      state = state.plus(other).minus(other);
    }
    assertArrayEquals(start.output(), state.output(), 1e-11);
    assertEquals(start.logMass(), state.logMass(), 1e-11);
  }

  @Test
  void takingAwayEverythingLeavesTheEmptyState() {
    RandomCase random = RandomCase.of(4);
    float[] query = random.query();
    DualState a = read(random.tokens(3), query);
    DualState b = read(random.tokens(3), query);
    assertTrue(a.minus(a).isEmpty());
    assertTrue(a.plus(b).minus(b).minus(a).isEmpty());
  }

  @Test
  void takingAwayMoreThanIsThereIsRefused() {
    RandomCase random = RandomCase.of(5);
    DualState state = read(random.tokens(3), random.query());
    DualState more = state.scaled(1e-6);
    assertThrows(IllegalArgumentException.class, () -> state.minus(more));
    assertThrows(IllegalArgumentException.class, () -> DualState.empty(4).minus(state));
  }

  @Test
  void weightRepeatsATokenThatManyTimes() {
    RandomCase random = RandomCase.of(6);
    float[] query = random.query();
    DualState own = read(random.tokens(2), query);
    DualState demonstration = read(random.tokens(2), query);
    DualState thrice = own.plus(demonstration).plus(demonstration).plus(demonstration);
    DualState weighted = own.plus(demonstration.scaled(Math.log(3)));
    assertArrayEquals(thrice.output(), weighted.output(), 1e-14);
    assertEquals(thrice.logMass(), weighted.logMass(), 1e-14);
  }

  @Test
  void weightOnTheTokensIsWeightOnTheState() {
    RandomCase random = RandomCase.of(7);
    float[] query = random.query();
    Tokens tokens = random.tokens(3);
    DualState expected = read(tokens, query).scaled(-1.5);
    DualState actual = read(tokens.weighted(-1.5), query);
    assertArrayEquals(expected.output(), actual.output(), 1e-14);
    assertEquals(expected.logMass(), actual.logMass(), 1e-14);
  }

  @Test
  void normsOfAnySizeNeitherOverflowNorVanish() {
    for (double norm : new double[] {1e-30, 1e-6, 1e3, 1e15, 1e30}) {
      RandomCase random = RandomCase.of(8);
      float[] query = random.query();
      DualState state = read(random.tokens(6, norm), query);
      for (double x : state.output()) {
        assertTrue(Double.isFinite(x) && Math.abs(x) < 10, "norm " + norm + ": " + x);
      }
      assertTrue(Double.isFinite(state.logMass()));
      DualState far = state.scaled(-5000).plus(state.scaled(-5000));
      assertArrayEquals(state.output(), far.output(), 1e-14);
      assertEquals(state.logMass() - 5000 + Math.log(2), far.logMass(), 1e-14 * norm + 1e-11);
    }
  }

  @Test
  void identicalTokensReadAsOneOfTheirWeight() {
    RandomCase random = RandomCase.of(9);
    float[] query = random.query();
    VectorTable keys = random.table(1, random.keyDimension, 1);
    VectorTable values = random.table(1, random.valueDimension, 1);
    int[] rows = new int[5];
    DualState five = read(Tokens.of(keys, rows, values, rows, new double[5]), query);
    DualState one = read(Tokens.of(keys, values, Math.log(5)), query);
    assertArrayEquals(one.output(), five.output(), 1e-15);
    assertEquals(one.logMass(), five.logMass(), 1e-14);
  }

  @Test
  void emptyStateHasNoMassAndOutputZero() {
    DualState empty = read(Tokens.none(5, 4), new float[5]);
    assertTrue(empty.isEmpty());
    assertEquals(Double.NEGATIVE_INFINITY, empty.logMass());
    assertArrayEquals(new double[4], empty.output());
    RandomCase random = RandomCase.of(10);
    DualState state = read(random.tokens(2), random.query());
    assertArrayEquals(state.output(), empty.plus(state).output());
    assertArrayEquals(state.output(), state.plus(empty.scaled(3)).output());
  }

  @Test
  void wrongShapesAndNumbersAreRefusedByName() {
    Tokens tokens = RandomCase.of(11).tokens(2);
    assertRefused("length of the query", () -> read(tokens, new float[4]));
    assertRefused("table data[1]", () -> VectorTable.of(2, 0, Float.NaN));
    assertRefused("table data[0]", () -> VectorTable.of(1, Float.POSITIVE_INFINITY));
    assertRefused("modulo", () -> VectorTable.of(2, 1, 2, 3));
    assertRefused("dimension", () -> VectorTable.of(0));
    assertRefused("kernel scale", () -> new Kernel(0));
    assertRefused("kernel scale", () -> new Kernel(Double.NaN));
    VectorTable table = VectorTable.of(2, 1, 2);
    assertRefused("log weights", () -> Tokens.of(table, table));
    assertRefused("log weight of token[0]", () -> Tokens.of(table, table, Double.NaN));
    assertRefused("number of values", () -> tokens(table, new int[] {0}, new int[0]));
    assertRefused("key row of token 0", () -> tokens(table, new int[] {1}, new int[] {0}));
    assertRefused("value row of token 0", () -> tokens(table, new int[] {0}, new int[] {-1}));
    assertRefused("logit of token 0", () -> read(tokens, new float[] {Float.NaN, 0, 0, 0, 0}));
    assertRefused("log weight", () -> tokens.weighted(Double.NEGATIVE_INFINITY));
    assertRefused("log weight", () -> DualState.empty(1).scaled(Double.NaN));
    assertRefused("value dimension", () -> DualState.empty(1).plus(DualState.empty(2)));
  }

  private static Tokens tokens(VectorTable table, int[] keyRows, int[] valueRows) {
    return Tokens.of(table, keyRows, table, valueRows, new double[keyRows.length]);
  }

  static void assertRefused(String place, Executable call) {
    IllegalArgumentException refusal = assertThrows(IllegalArgumentException.class, call);
    assertTrue(refusal.getMessage().contains(place), refusal.getMessage());
  }
}
