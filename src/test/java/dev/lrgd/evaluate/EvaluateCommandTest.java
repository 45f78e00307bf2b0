package dev.lrgd.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lrgd.evaluate.data.DataSetWriter;
import dev.lrgd.pool.sample.SamplePool;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From the command to the report, on the sample pool. */
class EvaluateCommandTest {
  @TempDir static Path folder;

  private static String data;

  @BeforeAll
  static void writeSample() throws IOException {
    SamplePool pool = SamplePool.make();
    data = folder.resolve("books").toString();
    DataSetWriter.write(Path.of(data), pool.items(), pool.interactions());
  }

  @Test
  void reportsTheBaselinesOfASample() throws IOException {
    CommandRun run = run("--sample", "200", "--rankers", "random,popularity,title,item-knn");
    assertEquals(0, run.exitCode(), run.err());
    assertTrue(run.out().startsWith("books, sample of 200, seed 1: 200 users"), run.out());
    assertTrue(run.err().contains("item-knn 100 %"), run.err());
    JsonNode report = report();
    assertEquals(200, report.get("users").asInt());
    Map<String, Double> ndcg = new HashMap<>();
    report
        .get("results")
        .forEach(r -> ndcg.put(r.get("ranker").asText(), r.at("/ndcg/10").asDouble()));
    // Chance on twenty candidates: the mean of 1 / log2(1 + place) over places 1 to 10, halved.
    assertEquals(0.227, ndcg.get("random"), 0.06);
    assertTrue(ndcg.get("popularity") > ndcg.get("random") + 0.05, ndcg::toString);
    assertTrue(ndcg.get("item-knn") > ndcg.get("popularity") + 0.05, ndcg::toString);
  }

  @Test
  void theDualModelBeatsTheBaselinesAndIsWhatOthersAreComparedWith() throws IOException {
    CommandRun run =
        run("--sample", "60", "--rankers", "item-knn,dual-model,dual-model+knn,dual-model+effect");
    assertEquals(0, run.exitCode(), run.err());
    assertTrue(run.out().contains("NDCG@10 less that of dual-model"), run.out());
    JsonNode results = report().get("results");
    assertTrue(
        results.get(1).at("/ndcg/10").asDouble() > results.get(0).at("/ndcg/10").asDouble(),
        run.out());
    assertTrue(results.get(3).at("/ci95").has("ndcg@10-vs-dual-model"), run.out());
    assertTrue(report().get("fitSeconds").asDouble() > 0);
  }

  @Test
  void theSameArgumentsGiveTheSameFigures() throws IOException {
    run("--sample", "50", "--rankers", "random,item-knn", "--seed", "4");
    JsonNode first = withoutTimes(report());
    run("--sample", "50", "--rankers", "random,item-knn", "--seed", "4");
    assertEquals(first, withoutTimes(report()));
    run("--sample", "50", "--rankers", "random,item-knn", "--seed", "5");
    assertFalse(first.equals(withoutTimes(report())));
  }

  @Test
  void aTemporalSplitIsReportedAsSuch() throws IOException {
    CommandRun run = run("--split", "temporal", "--rankers", "popularity", "--sample", "50");
    assertEquals(0, run.exitCode(), run.err());
    assertTrue(report().get("test").asText().endsWith("(temporal split)"));
  }

  @Test
  void listsWhosePositiveWasNotHeldOutAreLeftOutAndCounted() throws IOException {
    String last =
        SamplePool.make().interactions().stream()
            .filter(i -> i.user().equals("synthetic-reader-001"))
            .reduce((a, b) -> b)
            .orElseThrow()
            .item();
    String good = "{\"user\":\"synthetic-reader-001\",\"pos\":\"%s\",\"cand\":[\"emma\",\"%s\"]}";
    String bad = "{\"user\":\"nobody\",\"pos\":\"emma\",\"cand\":[\"emma\",\"dracula\"]}";
    Path both = TestFiles.write(folder.resolve("both.jsonl"), good.formatted(last, last), bad);
    CommandRun run = run("--test", both.toString(), "--rankers", "popularity");
    assertEquals(0, run.exitCode(), run.err());
    assertTrue(run.err().contains("1 of 2 test lists are left out"), run.err());
    assertEquals("both.jsonl", report().get("test").asText());
    assertEquals(1, report().get("users").asInt());
    Path none = TestFiles.write(folder.resolve("none.jsonl"), bad);
    assertOneLine(run("--test", none.toString()), "in no test list");
  }

  @Test
  void badDataIsOneLineAndExitCodeTwo() throws IOException {
    assertOneLine(
        CommandRun.of("evaluate", "--data", folder.resolve("no").toString()), "no such folder");
    assertOneLine(run("--test", folder.resolve("no").toString()), "there is no such file");
    Path broken = folder.resolve("broken");
    TestFiles.write(broken.resolve("items.jsonl"), "{\"id\":\"a\",\"title\":\"A\"}", "{\"id\"");
    assertOneLine(
        CommandRun.of("evaluate", "--data", broken.toString()), "items.jsonl, line 2: malformed");
  }

  @Test
  void badArgumentsAreExplained() {
    CommandRun unknown = run("--rankers", "title,best");
    assertEquals(2, unknown.exitCode());
    assertTrue(unknown.err().contains("no such ranker: best; there are random,"), unknown.err());
    assertEquals(2, run("--split", "random").exitCode());
    assertEquals(2, run("--test", "x", "--sample", "3").exitCode());
    assertEquals(2, run("--sample", "0").exitCode());
    assertEquals(2, CommandRun.of("evaluate").exitCode());
  }

  private static CommandRun run(String... more) {
    String[] arguments = new String[more.length + 5];
    arguments[0] = "evaluate";
    arguments[1] = "--data";
    arguments[2] = data;
    arguments[3] = "--out";
    arguments[4] = folder.resolve("out").toString();
    System.arraycopy(more, 0, arguments, 5, more.length);
    return CommandRun.of(arguments);
  }

  private static JsonNode report() throws IOException {
    return new ObjectMapper().readTree(folder.resolve("out/report.json").toFile());
  }

  private static JsonNode withoutTimes(JsonNode report) {
    report.get("results").forEach(result -> ((ObjectNode) result).remove("rankMicrosP50"));
    return ((ObjectNode) report).without("fitSeconds");
  }

  private static void assertOneLine(CommandRun run, String expected) {
    assertEquals(2, run.exitCode());
    assertEquals(1, run.err().lines().count(), run.err());
    assertTrue(run.err().startsWith("lrgd: ") && run.err().contains(expected), run.err());
  }
}
