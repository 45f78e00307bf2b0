package dev.lrgd.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lrgd.evaluate.data.DataSetWriter;
import dev.lrgd.llm.FakeOpenAiEndpoint;
import dev.lrgd.llm.FakeOpenAiEndpoint.Fault;
import dev.lrgd.llm.FakeOpenAiEndpoint.Reply;
import dev.lrgd.pool.sample.SamplePool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The evaluation of a model, from the command to the report, with a fake in the model's place. */
class EvaluateLlmTest {
  private static final int LISTS = 12;

  @TempDir static Path folder;

  @TempDir Path out;
  private FakeOpenAiEndpoint endpoint;
  private String model = "fake-1";

  @BeforeAll
  static void writeSample() throws IOException {
    SamplePool pool = SamplePool.make();
    DataSetWriter.write(folder, pool.items(), pool.interactions());
  }

  @BeforeEach
  void start() {
    endpoint = new FakeOpenAiEndpoint();
  }

  @AfterEach
  void stop() {
    endpoint.close();
  }

  private CommandRun run(String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of("evaluate", "--data", folder.toString(), "--sample", Integer.toString(LISTS)));
    arguments.addAll(List.of("--llm-url", endpoint.baseUrl(), "--llm-model", model));
    arguments.addAll(List.of(more));
    return CommandRun.of(arguments.toArray(String[]::new));
  }

  private CommandRun evaluate(String... more) {
    List<String> arguments =
        new ArrayList<>(List.of("--out", out.toString(), "--rankers", "dual-model,llm+effect"));
    arguments.addAll(List.of(more));
    return run(arguments.toArray(String[]::new));
  }

  private JsonNode results() throws IOException {
    return new ObjectMapper().readTree(out.resolve("report.json").toFile()).get("results");
  }

  @Test
  void theModelRanksTheSameListsAndItsCostIsSaidBefore() throws IOException {
    CommandRun run = evaluate("--llm-input-price", "2", "--llm-output-price", "10");
    assertEquals(0, run.exitCode(), run.err());
    assertTrue(
        run.err()
            .matches(
                "(?s).*fake-1: 12 prompts, 0 of them answered before; the others take at"
                    + " most \\d+,\\d+ tokens \\(0\\.\\d+\\), 0 tokens are spent.*"),
        run.err());
    assertEquals(LISTS, endpoint.calls());
    JsonNode request = endpoint.requests().get(0);
    assertEquals("fake-1", request.path("model").asText());
    assertEquals(0, request.path("temperature").asDouble());
    assertEquals("json_schema", request.at("/response_format/type").asText());
    assertTrue(request.at("/messages/1/content").asText().contains("What other people chose next"));
    assertEquals("llm+effect", results().get(1).get("ranker").asText());
    assertTrue(results().get(1).at("/ndcg/10").asDouble() > 0);
  }

  @Test
  void whatWasAnsweredIsNotAskedAgain() throws IOException {
    evaluate();
    JsonNode first = results().get(1).get("ndcg");
    endpoint.answers(FakeOpenAiEndpoint::asShown);
    CommandRun again = evaluate();
    assertEquals(0, again.exitCode(), again.err());
    assertEquals(0, endpoint.calls());
    assertEquals(first, results().get(1).get("ndcg"));
    model = "other";
    evaluate();
    assertEquals(LISTS, endpoint.calls());
  }

  @Test
  void aRunThatWasBrokenOffGoesOnWhereItWas() throws IOException {
    AtomicInteger asked = new AtomicInteger();
    endpoint.answers(
        body ->
            asked.getAndIncrement() < 5
                ? FakeOpenAiEndpoint.asShown(body)
                : new Reply(Fault.SERVER_ERROR, "", 0));
    CommandRun broken = evaluate();
    assertEquals(2, broken.exitCode());
    assertTrue(broken.err().contains("answered 500"), broken.err());
    // The end of a line is missing.
    Path answers = out.resolve("llm-answers.jsonl");
    String kept = Files.readString(answers);
    Files.writeString(answers, kept.substring(0, kept.length() - 9));
    endpoint.answers(FakeOpenAiEndpoint::asShown);
    assertEquals(0, evaluate().exitCode());
    assertEquals(LISTS - 4, endpoint.calls());
  }

  @Test
  void nothingIsAskedThatCouldPassTheLimit() {
    CommandRun run = evaluate("--llm-tokens", "5000");
    assertEquals(2, run.exitCode());
    assertTrue(run.err().contains("more than the limit allows"), run.err());
    CommandRun money = evaluate("--llm-money", "0.001", "--llm-input-price", "2");
    assertEquals(2, money.exitCode());
    assertEquals(0, endpoint.calls());
  }

  @Test
  void whatAnEarlierRunSpentCounts() {
    assertEquals(0, evaluate("--llm-tokens", "15000").exitCode());
    model = "other";
    CommandRun other = evaluate("--llm-tokens", "15000");
    assertEquals(2, other.exitCode(), other.err());
    assertTrue(other.err().contains("more than the limit allows"), other.err());
    assertEquals(LISTS, endpoint.calls());
  }

  @Test
  void answersThatCannotBeUsedAreCountedAndRankedByTheDualModel() throws IOException {
    endpoint.answers(body -> Reply.of("I would rather not."));
    CommandRun run = run("--out", out.toString(), "--rankers", "dual-model,llm");
    assertTrue(run.err().contains("12 answers could not be used"), run.err());
    assertEquals(results().get(0).get("ndcg"), results().get(1).get("ndcg"));
  }

  @Test
  void withoutAFolderForItsAnswersItIsNotAsked() {
    CommandRun run = run("--rankers", "llm");
    assertEquals(2, run.exitCode());
    assertTrue(run.err().contains("llm needs --out"), run.err());
  }

  @Test
  void coldItemsAndUsersAreRankedFromTheirTitles() throws IOException {
    CommandRun run =
        run(
            "--out",
            out.toString(),
            "--split",
            "cold",
            "--rankers",
            "popularity,title,dual-model,llm+knn");
    assertEquals(0, run.exitCode(), run.err());
    assertEquals(LISTS, endpoint.calls());
    for (JsonNode request : endpoint.requests()) {
      String ask = request.at("/messages/1/content").asText();
      String own =
          ask.substring(ask.indexOf("The user chose so far"), ask.indexOf("Items to rank"));
      assertEquals(1, own.lines().filter(line -> line.startsWith("- ")).count(), own);
    }
    assertEquals(4, results().size());
  }

  @Test
  void whatDemonstrationsDoIsMeasuredByLogProbabilitiesWhereThereAreSome() throws IOException {
    String rankers = "llm,llm+knn";
    CommandRun ranks = run("--out", out.toString(), "--rankers", rankers);
    assertTrue(
        ranks.out().contains("llm+knn: effect of the demonstrations measured by ranks on 12 lists"),
        ranks.out());
    endpoint.answers(FakeOpenAiEndpoint::asShown);
    CommandRun exact = run("--out", out.toString(), "--rankers", rankers, "--llm-logprobs");
    assertTrue(exact.out().contains("measured by log-probabilities on 12 lists"), exact.out());
    assertEquals(2 * LISTS, endpoint.calls());
    assertEquals(20, endpoint.requests().get(0).path("top_logprobs").asInt());
    endpoint.answers(FakeOpenAiEndpoint::asShown);
    CommandRun again = run("--out", out.toString(), "--rankers", rankers, "--llm-logprobs");
    assertEquals(0, endpoint.calls());
    assertEquals(
        exact.out().substring(exact.out().indexOf("llm+knn: effect")),
        again.out().substring(again.out().indexOf("llm+knn: effect")));
  }
}
