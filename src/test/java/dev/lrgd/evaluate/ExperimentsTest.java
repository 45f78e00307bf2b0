package dev.lrgd.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lrgd.adapt.PoolFit;
import dev.lrgd.evaluate.data.DataSetWriter;
import dev.lrgd.evaluate.incontext.Prompt;
import dev.lrgd.evaluate.report.ReportFiles;
import dev.lrgd.evaluate.report.Study;
import dev.lrgd.evaluate.selection.Strategies;
import dev.lrgd.evaluate.transformer.Shape;
import dev.lrgd.pool.sample.SamplePool;
import dev.lrgd.space.Item;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * E2 to E5 from the command to the report, reduced: on the sample pool, with a recommender that was
 * not trained. What its figures say is nothing; that they are all there is what counts.
 */
class ExperimentsTest {
  private static final Shape SHAPE = new Shape(16, 24, 2, 4, 2);

  @TempDir static Path folder;

  private static String data;
  private static String recommender;

  @BeforeAll
  static void write() throws IOException {
    SamplePool pool = SamplePool.make();
    data = folder.resolve("books").toString();
    DataSetWriter.write(Path.of(data), pool.items(), pool.interactions());
    PoolFit fit = PoolFit.of(pool.items(), pool.interactions(), 10, 5);
    int item = 1 + fit.space().title(fit.space().place(0)).length;
    recommender = untrained(folder.resolve("recommender.bin"), item).toString();
  }

  /** Random weights, and norms of 1. */
  private static Path untrained(Path file, int item) throws IOException {
    Random random = new Random(3);
    try (DataOutputStream out = new DataOutputStream(Files.newOutputStream(file))) {
      out.writeUTF("nothing");
      int[] sizes = {
        SHAPE.dim(),
        SHAPE.hidden(),
        SHAPE.layers(),
        SHAPE.heads(),
        SHAPE.kvHeads(),
        item,
        Prompt.ROLES
      };
      for (int size : sizes) {
        out.writeInt(size);
      }
      matrix(out, random, SHAPE.dim(), item);
      matrix(out, random, SHAPE.dim(), Prompt.ROLES);
      for (int l = 0; l < SHAPE.layers(); l++) {
        ones(out, SHAPE.dim());
        matrix(out, random, SHAPE.dim(), SHAPE.dim());
        matrix(out, random, SHAPE.kvDim(), SHAPE.dim());
        matrix(out, random, SHAPE.kvDim(), SHAPE.dim());
        matrix(out, random, SHAPE.dim(), SHAPE.dim());
        ones(out, SHAPE.dim());
        matrix(out, random, SHAPE.hidden(), SHAPE.dim());
        matrix(out, random, SHAPE.dim(), SHAPE.hidden());
        matrix(out, random, SHAPE.hidden(), SHAPE.dim());
      }
      ones(out, SHAPE.dim());
    }
    return file;
  }

  private static void matrix(DataOutputStream out, Random random, int rows, int columns)
      throws IOException {
    for (int i = 0; i < rows * columns; i++) {
      out.writeFloat((float) (random.nextGaussian() / Math.sqrt(columns)));
    }
  }

  private static void ones(DataOutputStream out, int n) throws IOException {
    for (int i = 0; i < n; i++) {
      out.writeFloat(1);
    }
  }

  private static Study run(String command, String name, String... more) throws IOException {
    List<String> arguments =
        new ArrayList<>(List.of(command, "--recommender", recommender, "--seed", "2"));
    if (!List.of(more).contains("--data")) {
      arguments.addAll(List.of("--data", data));
    }
    arguments.addAll(List.of("--out", folder.resolve(name).toString()));
    arguments.addAll(List.of(more));
    CommandRun run = CommandRun.of(arguments.toArray(String[]::new));
    assertEquals(0, run.exitCode(), run.err());
    Study study = ReportFiles.readStudy(folder.resolve(name));
    assertTrue(run.out().startsWith(study.title()), run.out());
    return study;
  }

  private static Study.Table table(Study study, String id) {
    return study.tables().stream().filter(t -> t.id().equals(id)).findFirst().orElseThrow();
  }

  private static double figure(Study.Table table, String row, int column) {
    return table.lines().stream()
        .filter(line -> line.name().equals(row))
        .findFirst()
        .orElseThrow()
        .figures()
        .get(column)
        .value();
  }

  @Test
  void adaptationJudgesTheRecommenderFirstWithWhatThePromptStageChooses() throws IOException {
    Study study =
        run(
            "adaptation",
            "e5",
            "--arms",
            "static,full second stage",
            "--users",
            "160",
            "--rounds",
            "2",
            "--seeds",
            "1",
            "--visits",
            "20",
            "--judges",
            "20",
            "--pool",
            "50",
            "--validation",
            "10",
            "--refit",
            "2",
            "--every",
            "1",
            "--drift",
            "taste");
    Study.Table quality = study.tables().get(0);
    assertEquals("ndcg, in-context recommender", quality.id());
    assertNotEquals(figure(quality, "no demonstrations", 0), figure(quality, "static", 0));
    assertTrue(study.method().contains("In-context recommender trained on nothing"));
  }

  @Test
  void effectsAreHeldAgainstGainsOnBothModels() throws IOException {
    Study study = run("effects", "e2", "--users", "20", "--sets", "6", "--fit", "10");
    assertEquals(4, study.tables().size());
    Study.Table dual = table(study, "correlations, dual model");
    // On the dual model the effect on the true target is the gain itself.
    assertEquals(1, figure(dual, "effect on the true target (leaks)", 0), 1e-9);
    Study.Table recommender = table(study, "correlations, in-context recommender");
    for (Study.Line line : recommender.lines()) {
      for (Study.Figure figure : line.figures().subList(0, 1)) {
        assertTrue(figure.value() == null || Math.abs(figure.value()) <= 1, line.name());
      }
    }
    Study.Table reading = table(study, "reading");
    int spearman = reading.columns().size() - 1;
    assertTrue(
        figure(reading, "fitted", spearman) >= figure(reading, "the default", spearman),
        "a fit that fits worse");
  }

  @Test
  void everyStrategyIsTriedWithEveryNumberOfDemonstrations() throws IOException {
    Study study = run("selection", "e3", "--users", "25", "--counts", "1,3");
    Study.Table ndcg = table(study, "ndcg, in-context recommender");
    assertEquals(List.of("k = 1", "k = 3"), ndcg.columns());
    assertEquals(15, ndcg.lines().size());
    ndcg.lines()
        .forEach(line -> line.figures().forEach(f -> assertTrue(f.value() >= 0 && f.value() <= 1)));
    Study.Table sizes = table(study, "sizes");
    assertEquals(0, figure(sizes, Strategies.ZERO_SHOT, 1));
    assertEquals(3, figure(sizes, Strategies.KNN, 1));
    assertEquals(
        figure(ndcg, Strategies.ZERO_SHOT, 0), figure(ndcg, Strategies.ZERO_SHOT, 1), "zero-shot");
    assertNotEquals(
        figure(table(study, "ndcg, dual model"), Strategies.ZERO_SHOT, 0),
        figure(ndcg, Strategies.ZERO_SHOT, 0));
    assertEquals(study, run("selection", "again", "--users", "25", "--counts", "1,3"));
  }

  @Test
  void coldItemsAreTriedFromOneOtherAndTheReportSaysSo() throws IOException {
    SamplePool pool = SamplePool.make();
    List<Item> items = new ArrayList<>(pool.items());
    for (int i = items.size(); i < 800; i++) {
      items.add(Item.titled("more-" + i, "Volume " + i));
    }
    String many = folder.resolve("many").toString();
    DataSetWriter.write(Path.of(many), items, pool.interactions());

    Study cold =
        run(
            "selection",
            "cold",
            "--data",
            many,
            "--split",
            "cold",
            "--users",
            "9",
            "--counts",
            "2");

    assertTrue(cold.method().contains("a user's first cold item, after one other"), cold.method());
    assertTrue(cold.command().contains("--split cold"), cold.command());
    assertEquals(2, figure(table(cold, "sizes"), Strategies.KNN, 0));
  }

  @Test
  void noiseOrderPlantsAndRemediesAreReported() throws IOException {
    Study study = run("robustness", "e4", "--users", "12");
    Study.Table conditions = table(study, "conditions, in-context recommender");
    assertEquals(11, conditions.lines().size());
    double clean = figure(conditions, "clean", 0);
    // Zero-shot sees no demonstration, whatever is done to them.
    conditions.lines().forEach(line -> assertEquals(clean, line.figures().get(0).value()));
    assertTrue(table(study, "remedies, dual model").lines().size() > 5);
  }

  @Test
  void badArgumentsAreNamed() {
    CommandRun none =
        CommandRun.of("selection", "--data", data, "--recommender", recommender, "--users", "0");
    assertEquals(2, none.exitCode());
    assertTrue(none.err().contains("--users must be at least 1"), none.err());
    CommandRun fit =
        CommandRun.of("effects", "--data", data, "--recommender", recommender, "--fit", "-1");
    assertEquals(2, fit.exitCode());
    assertTrue(fit.err().contains("--fit must not be negative"), fit.err());
    CommandRun missing =
        CommandRun.of("effects", "--data", data, "--recommender", folder + "/absent");
    assertEquals(2, missing.exitCode());
    assertTrue(missing.err().contains("there is no trained recommender"), missing.err());
  }
}
