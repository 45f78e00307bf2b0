package dev.lrgd.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.lrgd.evaluate.http.ServiceException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a real HTTP server that notes what it is sent. */
class ImportCommandTest {
  @TempDir Path folder;

  private final List<String> requests = new ArrayList<>();
  private final List<String> bodies = new ArrayList<>();
  private final Deque<Answer> answers = new ArrayDeque<>();
  private HttpServer server;

  private record Answer(int status, String body) {}

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
    TestFiles.write(
        folder.resolve("items.jsonl"),
        "{\"id\":\"a\",\"title\":\"Emma\",\"brand\":\"Jane Austen\"}",
        "{\"id\":\"b\",\"title\":\"\"}");
    TestFiles.write(
        folder.resolve("interactions.csv"), "user,item,rating,timestamp", "u,a,4.5,20", "u,b,,30");
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void sendsItemsThenInteractionsThenAsksForAnAdaptation() {
    answers.add(new Answer(200, "{\"accepted\":1,\"rejected\":[]}"));
    answers.add(new Answer(200, "{\"accepted\":2,\"rejected\":[]}"));
    answers.add(new Answer(200, "{\"version\":1}"));
    CommandRun run = run();
    assertEquals(0, run.exitCode(), run.err());
    assertEquals(
        List.of(
            "PUT /v1/pools/books/items application/x-ndjson",
            "PUT /v1/pools/books/interactions application/x-ndjson",
            "POST /v1/pools/books/adaptations application/json"),
        requests);
    assertEquals("{\"id\":\"a\",\"title\":\"Emma\",\"brand\":\"Jane Austen\"}\n", bodies.get(0));
    assertEquals(
        """
        {"user":"u","item":"a","timestamp":20,"rating":4.5}
        {"user":"u","item":"b","timestamp":30}
        """,
        bodies.get(1));
    assertEquals(
        """
        3 lines accepted, 0 rejected
        1 items were left out: they have no title
        adaptation: {"version":1}
        """,
        run.out());
  }

  @Test
  void printsTheLinesThatWereRejected() {
    answers.add(new Answer(200, "{\"accepted\":1,\"rejected\":[]}"));
    answers.add(
        new Answer(200, "{\"accepted\":1,\"rejected\":[{\"line\":2,\"reason\":\"no rating\"}]}"));
    answers.add(new Answer(200, "{}"));
    CommandRun run = run();
    assertEquals(1, run.exitCode());
    assertTrue(
        run.err().contains("rejected: no rating: {\"user\":\"u\",\"item\":\"b\","), run.err());
  }

  @Test
  void aRefusalIsOneLineWithTheReason() {
    answers.add(new Answer(404, "{\"title\":\"Not found\",\"detail\":\"no such pool\"}"));
    CommandRun run = run();
    assertEquals(2, run.exitCode());
    assertTrue(run.err().endsWith("/v1/pools/books/items answered 404 no such pool\n"), run.err());
    assertEquals(1, requests.size());
  }

  @Test
  void whatCannotBeStoredNowIsSentAgain() throws Exception {
    answers.add(new Answer(503, "{}"));
    answers.add(new Answer(429, "{}"));
    answers.add(new Answer(200, "{\"accepted\":1}"));
    ServiceClient client = new ServiceClient(address(), "books", Duration.ofMillis(1));
    assertEquals(1, client.put("items", "{}\n").path("accepted").asInt());
    assertEquals(3, requests.size());
  }

  @Test
  void afterFiveAttemptsItGivesUp() {
    for (int i = 0; i < 6; i++) {
      answers.add(new Answer(503, "{\"detail\":\"store away\"}"));
    }
    ServiceClient client = new ServiceClient(address(), "books", Duration.ofMillis(1));
    String message =
        assertThrows(ServiceException.class, () -> client.post("adaptations")).getMessage();
    assertTrue(message.endsWith("answered 503 store away"), message);
    assertEquals(5, requests.size());
  }

  @Test
  void aServiceThatIsNotThereIsNamed() {
    server.stop(0);
    ServiceClient client = new ServiceClient(address(), "books", Duration.ofMillis(1));
    String message =
        assertThrows(ServiceException.class, () -> client.post("adaptations")).getMessage();
    assertTrue(message.contains("gave no answer"), message);
  }

  @Test
  void badArgumentsAreRefusedBeforeAnythingIsSent() {
    assertEquals(2, run("--pool", "Books").exitCode());
    assertEquals(2, run("--url", "ftp://localhost").exitCode());
    assertEquals(2, run("--url", "localhost:8080").exitCode());
    assertEquals(2, run("--data", folder.resolve("no").toString()).exitCode());
    assertTrue(requests.isEmpty());
  }

  @Test
  void chunksHoldAtMostTwoThousandLinesAnd200KiB() {
    List<String> lines = IntStream.range(0, 4001).mapToObj(String::valueOf).toList();
    List<Integer> sizes = Chunks.of(lines).stream().map(List::size).toList();
    assertEquals(List.of(2000, 2000, 1), sizes);
    String half = "x".repeat(100 * 1024 - 1);
    assertEquals(
        List.of(2, 1), Chunks.of(List.of(half, half, half)).stream().map(List::size).toList());
    String more = half + "x";
    assertEquals(List.of(1, 1), Chunks.of(List.of(half, more)).stream().map(List::size).toList());
    assertEquals(List.of(), Chunks.of(List.of()));
  }

  private CommandRun run() {
    return run("--pool", "books");
  }

  private CommandRun run(String option, String value) {
    String[] arguments = {
      "import", "--data", folder.toString(), "--url", address().toString(), "--pool", "books"
    };
    for (int i = 1; i < arguments.length; i += 2) {
      if (arguments[i].equals(option)) {
        arguments[i + 1] = value;
      }
    }
    return CommandRun.of(arguments);
  }

  private URI address() {
    return URI.create("http://localhost:" + server.getAddress().getPort());
  }

  private void answer(HttpExchange exchange) throws IOException {
    requests.add(
        exchange.getRequestMethod()
            + " "
            + exchange.getRequestURI()
            + " "
            + exchange.getRequestHeaders().getFirst("Content-Type"));
    bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    Answer answer = answers.remove();
    byte[] body = answer.body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(answer.status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }
}
