package dev.lrgd.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lrgd.evaluate.adaptation.Arms;
import dev.lrgd.evaluate.data.DataSetWriter;
import dev.lrgd.pool.sample.SamplePool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From the command to the report, on the sample pool. */
class AdaptationCommandTest {
  private static final String[] REDUCED = {
    "--users", "160", "--rounds", "2", "--seeds", "1", "--visits", "20", "--judges", "10",
    "--pool", "50", "--validation", "10", "--refit", "2", "--every", "1", "--drift", "taste"
  };

  @TempDir static Path folder;

  private static String data;

  @BeforeAll
  static void writeSample() throws IOException {
    SamplePool pool = SamplePool.make();
    data = folder.resolve("books").toString();
    DataSetWriter.write(Path.of(data), pool.items(), pool.interactions());
  }

  @Test
  void aReducedRunReportsEveryArmOverAllRounds() throws IOException {
    CommandRun run = run("all", REDUCED);
    assertEquals(0, run.exitCode(), run.err());
    assertTrue(run.out().startsWith("E5: a pool over 2 rounds, books"), run.out());
    assertTrue(run.err().contains("seed 1, full second stage"), run.err());
    JsonNode tables = report("all").get("tables");
    List<String> ids = new ArrayList<>();
    tables.forEach(table -> ids.add(table.get("id").asText()));
    assertEquals(
        List.of(
            "ndcg, dual model",
            "full against, dual model",
            "arms over rounds, dual model",
            "parts over rounds, dual model",
            "pools",
            "rounds",
            "effective",
            "participation",
            "coverage"),
        ids);
    assertEquals(1 + Arms.names().size(), tables.get(0).get("lines").size());
    List<String> rounds = new ArrayList<>();
    tables.get(2).get("lines").forEach(line -> rounds.add(line.get("name").asText()));
    assertEquals(List.of("0", "1", "1", "2"), rounds);
    assertTrue(tables.get(2).get("alongRows").asBoolean());
    String html = Files.readString(folder.resolve("all/report.html"));
    assertTrue(html.contains("aria-label='Effective number of demonstrations'"), "no plot");
  }

  @Test
  void theSameArgumentsGiveTheSameFigures() throws IOException {
    String[] small = with(REDUCED, "--arms", Arms.NAIVE + "," + Arms.FULL);
    run("one", small);
    run("other", small);
    assertEquals(report("one"), report("other"));
  }

  @Test
  void badArgumentsAreExplained() {
    CommandRun unknown = run("bad", "--arms", "best");
    assertEquals(2, unknown.exitCode());
    assertTrue(unknown.err().contains("no such arm: best; there are static,"), unknown.err());
    for (String option :
        List.of("rounds", "seeds", "users", "visits", "judges", "pool", "refit", "every")) {
      CommandRun run = run("bad", "--" + option, "0");
      assertEquals(2, run.exitCode());
      assertTrue(run.err().contains("--" + option + " must be"), run.err());
    }
    assertTrue(run("bad", "--rounds", "5").err().contains("--rounds must be even"));
    assertTrue(run("bad", "--bias", "-1").err().contains("--bias must be at least 0"));
    assertTrue(run("bad", "--validation", "-1").err().contains("--validation must be at least 0"));
    assertEquals(2, run("bad", "--drift", "sudden").exitCode());
    assertEquals(2, CommandRun.of("adaptation").exitCode());
  }

  @Test
  void badDataIsOneLineAndExitCodeTwo() throws IOException {
    assertOneLine(
        CommandRun.of("adaptation", "--data", folder.resolve("no").toString()), "no such folder");
    assertOneLine(
        run("bad", "--recommender", folder.resolve("no").toString()), "no trained recommender");
    CommandRun few = run("bad", with(REDUCED, "--visits", "3000"));
    assertEquals(2, few.exitCode());
    assertTrue(few.err().contains("too few for its rounds"), few.err());
    Path ordered = folder.resolve("ordered");
    TestFiles.write(ordered.resolve("items.jsonl"), "{\"id\":\"a\",\"title\":\"A\"}");
    TestFiles.write(ordered.resolve("interactions.csv"), "user,item,order", "u,a,0");
    assertOneLine(
        CommandRun.of("adaptation", "--data", ordered.toString(), "--drift", "time"),
        "needs timestamps");
  }

  private static String[] with(String[] some, String... more) {
    List<String> all = new ArrayList<>(List.of(some));
    for (int i = 0; i < more.length; i += 2) {
      int at = all.indexOf(more[i]);
      if (at >= 0) {
        all.subList(at, at + 2).clear();
      }
      all.addAll(List.of(more[i], more[i + 1]));
    }
    return all.toArray(String[]::new);
  }

  private static CommandRun run(String out, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of("adaptation", "--data", data, "--out", folder.resolve(out).toString()));
    arguments.addAll(List.of(more));
    return CommandRun.of(arguments.toArray(String[]::new));
  }

  private static JsonNode report(String out) throws IOException {
    return new ObjectMapper().readTree(folder.resolve(out + "/report.json").toFile());
  }

  private static void assertOneLine(CommandRun run, String expected) {
    assertEquals(2, run.exitCode());
    assertEquals(1, run.err().lines().count(), run.err());
    assertTrue(run.err().startsWith("lrgd: ") && run.err().contains(expected), run.err());
  }
}
