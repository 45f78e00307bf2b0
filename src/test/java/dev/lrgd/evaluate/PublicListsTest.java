package dev.lrgd.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The harness on lists for which the baselines' figures are known from elsewhere. Popularity is the
 * same everywhere but for ties, the others differ in details of their weights.
 */
class PublicListsTest {
  private static final Path DATA =
      Path.of(Optional.ofNullable(System.getenv("LRGD_SHARED")).orElse("../shared"), "data");

  @TempDir Path out;

  @Test
  void theBaselinesLandWhereOthersMeasuredThem() throws IOException {
    Path office = DATA.resolve("Office_Products");
    assumeTrue(Files.isDirectory(office), "skipped: the data are not at " + office);
    CommandRun run =
        CommandRun.of(
            "evaluate",
            "--data",
            office.toString(),
            "--test",
            office.resolve("loo20.test.jsonl.gz").toString(),
            "--rankers",
            "popularity,title,item-knn",
            "--out",
            out.toString());
    assertEquals(0, run.exitCode(), run.err());
    JsonNode results =
        new ObjectMapper().readTree(out.resolve("report.json").toFile()).get("results");
    assertEquals(0.395, results.get(0).at("/ndcg/10").asDouble(), 0.03);
    assertEquals(0.456, results.get(1).at("/ndcg/10").asDouble(), 0.015);
    assertEquals(0.454, results.get(2).at("/ndcg/10").asDouble(), 0.015);
  }
}
