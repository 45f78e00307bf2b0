package dev.lrgd.recommend;

import dev.lrgd.dual.VectorTable;
import dev.lrgd.pool.Demonstration;
import dev.lrgd.space.FitSettings;
import dev.lrgd.space.Interaction;
import dev.lrgd.space.Item;
import dev.lrgd.space.ItemSpace;
import dev.lrgd.space.PlacedItem;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One request over 10,000 demonstrations and 17,000 items, against the inner products it cannot do
 * without: the query with every key; for the demonstrations looked at closely, key and value with
 * query and gradient of each pseudo-target; and the output with every candidate.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class RecommendBenchmark {
  private static final int ITEMS = 17_000;
  private static final int DEMONSTRATIONS = 10_000;
  private static final int HISTORY = 10;
  private static final int CANDIDATES = 20;
  private static final int SELECTED = 4;

  private ItemSpace space;
  private FirstStage firstStage;
  private CandidateGenerator generator;
  private List<PlacedItem> history;
  private List<PlacedItem> candidates;
  private VectorTable keys;
  private VectorTable representations;
  private float[] query;
  private float[] output;
  private double[] doubleOutput;
  private int looks;
  private final double[] products = new double[ITEMS];

  @Setup
  public void setUp() {
    Random random = new Random(1);
    List<Item> items =
        IntStream.range(0, ITEMS).mapToObj(i -> Item.titled("i" + i, title(random))).toList();
    List<Interaction> interactions = new ArrayList<>();
    List<Demonstration> demonstrations = new ArrayList<>();
    for (int u = 0; u < DEMONSTRATIONS; u++) {
      List<String> chosen = random.ints(6, 0, ITEMS).mapToObj(i -> "i" + i).toList();
      for (int t = 0; t < chosen.size(); t++) {
        interactions.add(new Interaction("u" + u, chosen.get(t), t, Double.NaN));
      }
      demonstrations.add(
          World.demonstration(
              "d" + u, "u" + u, chosen.subList(0, 5), chosen.get(5), 5, 1. / DEMONSTRATIONS));
    }
    space = ItemSpace.fit(items, interactions, new FitSettings(64, 128, 0, 0, 0, 1));
    FirstStageSettings settings = FirstStageSettings.defaults();
    firstStage =
        new FirstStage(
            DemonstrationIndex.of(space, demonstrations, settings.transitions()), settings);
    generator = new CandidateGenerator(space);
    history = random.ints(HISTORY, 0, ITEMS).mapToObj(space::place).toList();
    candidates = random.ints(CANDIDATES, 0, ITEMS).mapToObj(space::place).toList();
    representations = representations();
    query = space.query(history);
    doubleOutput = random.doubles(space.valueDimension()).toArray();
    output = new float[doubleOutput.length];
    float[] data = new float[DEMONSTRATIONS * query.length];
    for (int i = 0; i < data.length; i++) {
      data[i] = (float) random.nextGaussian();
    }
    keys = VectorTable.of(query.length, data);
    looks = settings.retrieved() * (settings.holdouts() + settings.groups());
  }

  private VectorTable representations() {
    int dimension = space.valueDimension();
    float[] rows = new float[ITEMS * dimension];
    for (int i = 0; i < ITEMS; i++) {
      System.arraycopy(space.place(i).representation(), 0, rows, i * dimension, dimension);
    }
    return VectorTable.owning(dimension, rows);
  }

  private static String title(Random random) {
    return "word"
        + random.nextInt(500)
        + " word"
        + random.nextInt(500)
        + " word"
        + random.nextInt(5000);
  }

  @Benchmark
  public double bareDotProductsOfARequest() {
    keys.dots(query, products);
    double sum = products[0];
    for (int i = 0; i < looks; i++) {
      sum += keys.dot(i * 7 % DEMONSTRATIONS, query);
      sum += representations.dot(i * 11 % ITEMS, output);
    }
    for (int c = 0; c < CANDIDATES; c++) {
      sum += representations.dot(c * 13, output);
    }
    return sum;
  }

  @Benchmark
  public double[] request() {
    Situation situation = Situation.of(space, "somebody", history, Situation.NOW, 7);
    Selection selection = firstStage.select(situation, SELECTED);
    return new DualModelRanker().scores(situation, selection, candidates);
  }

  @Benchmark
  public double bareDotProductsOfTheCatalogue() {
    representations.dots(output, products);
    return products[0];
  }

  @Benchmark
  public List<PlacedItem> generateCandidates() {
    return generator.best(doubleOutput, 10, item -> true);
  }
}
