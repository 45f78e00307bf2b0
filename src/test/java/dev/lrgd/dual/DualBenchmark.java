package dev.lrgd.dual;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One request's mathematics over 200 retrieved demonstrations of three tokens, against the inner
 * products it cannot do without: every key with every query, every value with every gradient.
 *
 * <pre>{@code
 * ./mvnw -q test-compile exec:java -Dexec.classpathScope=test \
 *     -Dexec.mainClass=org.openjdk.jmh.Main -Dexec.args="DualBenchmark -f 0"
 * }</pre>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class DualBenchmark {
  private static final int DEMONSTRATIONS = 200;
  private static final int TOKENS = 3;
  private static final int DIMENSION = 128;

  @Param({"1", "8"})
  int targets;

  private VectorTable keys;
  private VectorTable values;
  private List<Tokens> demonstrations;
  private Tokens own;
  private float[][] queries;
  private List<ListwiseLoss> losses;
  private double[] weights;
  private final Kernel kernel = new Kernel(1);
  private final double[] products = new double[DEMONSTRATIONS * TOKENS];

  @Setup
  public void setUp() {
    RandomCase random = new RandomCase(1, DIMENSION, DIMENSION);
    keys = random.table(DEMONSTRATIONS * TOKENS, DIMENSION, 2);
    values = random.table(2000, DIMENSION, 1);
    demonstrations = new ArrayList<>();
    for (int d = 0; d < DEMONSTRATIONS; d++) {
      int first = d * TOKENS;
      int[] keyRows = IntStream.range(first, first + TOKENS).toArray();
      int[] valueRows = random.random.ints(TOKENS, 0, 2000).toArray();
      demonstrations.add(Tokens.of(keys, keyRows, values, valueRows, new double[TOKENS]));
    }
    own = random.tokens(10);
    queries = new float[targets][];
    losses = new ArrayList<>();
    weights = new double[targets];
    for (int p = 0; p < targets; p++) {
      queries[p] = random.query();
      int[] rows = random.random.ints(20, 0, 2000).toArray();
      losses.add(ListwiseLoss.of(Candidates.of(values, rows, random.gaussians(20), 0.2), 0));
      weights[p] = 1;
    }
  }

  /** The inner products alone. */
  @Benchmark
  public double bareDotProducts() {
    double sum = 0;
    for (float[] query : queries) {
      keys.dots(query, products);
      sum += products[0];
      for (int row = 0; row < products.length; row++) {
        sum += values.uncheckedDot(row * 3, query);
      }
    }
    return sum;
  }

  /** Every demonstration's state, read at every query. */
  @Benchmark
  public double readStates() {
    double sum = 0;
    for (float[] query : queries) {
      for (Tokens demonstration : demonstrations) {
        sum += DualState.read(kernel, demonstration, query).logMass();
      }
    }
    return sum;
  }

  /** Every demonstration's mass and direction for every target. */
  @Benchmark
  public Effects scoreDemonstrations() {
    List<EffectProblem> problems = new ArrayList<>();
    for (int p = 0; p < targets; p++) {
      problems.add(EffectProblem.of(kernel, own, demonstrations, queries[p], losses.get(p)));
    }
    return Effects.of(problems, weights);
  }

  /** Scoring, exact linear selection and local search on the effect. */
  @Benchmark
  public int[] selectFour() {
    return Selector.select(scoreDemonstrations(), Limits.atMost(4));
  }
}
