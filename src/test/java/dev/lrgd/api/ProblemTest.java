package dev.lrgd.api;

import static dev.lrgd.api.Service.assertProblem;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.runtime.configuration.DurationConverter;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Errors that no single resource is responsible for. */
@QuarkusTest
class ProblemTest {

  private static final String FEEDBACK =
      "{\"recommendation\":\"r\",\"item\":\"a\",\"event\":\"click\"}";
  private static final int MAX_BODY = 256 * 1024;

  @TestHTTPResource URI root;

  private Service service;

  @BeforeEach
  void service() {
    service = new Service(root);
  }

  @Test
  void theConfigurationHasDocumentedDefaults() {
    ApiConfig config =
        new SmallRyeConfigBuilder()
            .withMapping(ApiConfig.class)
            .withConverter(
                io.quarkus.runtime.configuration.MemorySize.class,
                200,
                new io.quarkus.runtime.configuration.MemorySizeConverter())
            .withConverter(Duration.class, 200, new DurationConverter())
            .build()
            .getConfigMapping(ApiConfig.class);
    assertEquals(MAX_BODY, config.maxBody().asLongValue());
    assertEquals(4L << 20, config.maxBatch().asLongValue());
    assertEquals(64L << 20, config.maxStream().asLongValue());
    assertEquals(250_000, config.maxLines());
    assertEquals(1L << 20, config.maxLine().asLongValue());
    assertEquals(100, config.maxRejected());
    assertEquals(100_000, config.maxBadLines());
    assertEquals(128L << 20, config.maxDiscarded().asLongValue());
    assertEquals(Duration.ofSeconds(10), config.discardTime());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/nothing",
        "/v1",
        "/v1/",
        "/v1/pool",
        "/v1/pools/a/b",
        "/v2/pools",
        "/v1/pools/a/versions/1"
      })
  void unknownPathsAreProblems(String path) {
    assertProblem(404, service.get(path));
    assertProblem(404, service.request().accept("text/html").get(path).then());
  }

  @ParameterizedTest
  @CsvSource({
    "POST,/v1/pools,'GET, HEAD'",
    "DELETE,/v1/pools/a,'GET, HEAD'",
    "GET,/v1/pools/a/items,PUT",
    "GET,/v1/pools/a/feedback,POST",
    "POST,/v1/pools/a/items,PUT",
    "DELETE,/v1/pools/a/adaptations,'GET, HEAD, POST'",
    "GET,/v1/pools/a/recommendations:batch,POST",
    "PATCH,/v1/pools/a/versions,'GET, HEAD'",
    "PUT,/v1/pools/a/users/u%2Fv,DELETE"
  })
  void wrongMethodsAreProblemsThatNameTheRightOnes(String method, String path, String allowed) {
    assertProblem(405, service.request().request(method, path).then()).header("allow", allowed);
  }

  @Test
  void whoAcceptsNoJsonIsTold() {
    assertProblem(406, service.request().accept("text/html").get("/v1/pools").then());
    assertProblem(406, service.request().accept("application/xml").get("/v1/pools").then());
  }

  @Test
  void otherContentTypesAreNotTaken() {
    assertProblem(
        415,
        service.request().contentType("text/plain").body("x").post("/v1/pools/a/feedback").then());
    assertProblem(
        415,
        service
            .request()
            .contentType("application/xml")
            .body("<a/>")
            .put("/v1/pools/a/items")
            .then());
  }

  @ParameterizedTest
  @CsvSource({"PUT,items", "PUT,interactions", "POST,recommendations", "POST,feedback"})
  void aContentTypeThatIsNoneIsNotTaken(String method, String path) {
    String pool = Service.newPool();
    service.fill(pool, 1);
    assertProblem(
        415,
        service
            .request()
            .header("content-type", "garbage")
            .body("{}".getBytes(StandardCharsets.UTF_8))
            .request(method, "/v1/pools/" + pool + "/" + path)
            .then());
  }

  @Test
  void aBodyMayBeAsLongAsItsLimitAndNoLonger() {
    String pool = Service.newPool();
    service.fill(pool, 1);
    String path = "/v1/pools/" + pool + "/feedback";
    service.post(path, padded(MAX_BODY - 1)).statusCode(202);
    service.post(path, padded(MAX_BODY)).statusCode(202);
    assertProblem(413, service.post(path, padded(MAX_BODY + 1)));
  }

  @Test
  void aBodyOfUnknownLengthHasTheSameLimit() throws Exception {
    String pool = Service.newPool();
    service.fill(pool, 1);
    URI path = root.resolve("/v1/pools/" + pool + "/feedback");
    assertEquals(202, chunked(path, padded(MAX_BODY)).statusCode());
    HttpResponse<String> refused = chunked(path, padded(MAX_BODY + 1));
    assertEquals(413, refused.statusCode());
    assertTrue(refused.body().contains("\"status\":413"), refused.body());
  }

  private static HttpResponse<String> chunked(URI path, String body) throws Exception {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    HttpRequest request =
        HttpRequest.newBuilder(path)
            .header("content-type", "application/json")
            .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(bytes)))
            .build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
  }

  @Test
  void deepNestingIsRefused() {
    String pool = Service.newPool();
    service.fill(pool, 1);
    String path = "/v1/pools/" + pool + "/feedback";
    assertProblem(400, service.post(path, "[".repeat(100_000)));
    assertProblem(400, service.post(path, "{\"item\":".repeat(20_000)));
    service
        .put("/v1/pools/" + pool + "/items", Service.NDJSON, "{\"a\":".repeat(50_000))
        .statusCode(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /v1/pools/%zz HTTP/1.1",
        "GET /v1/pools/a/demonstrations?limit=%zz HTTP/1.1",
        "GET /v1/pools/%00 HTTP/1.1",
        "GET /v1/../../etc/passwd HTTP/1.1",
        "BREW /v1/pools HTTP/1.1",
        "OPTIONS * HTTP/1.1"
      })
  void requestLinesOfAnySortShowNothingOfOurInsides(String line) throws IOException {
    String answer = exchange(line + "\r\nHost: x");
    assertTrue(answer.startsWith("HTTP/1.1 "), answer);
    for (String inside : List.of("Exception", "dev.lrgd", "<html", "\tat ")) {
      assertTrue(!answer.contains(inside), answer);
    }
  }

  private String exchange(String head) throws IOException {
    try (Socket socket = new Socket(root.getHost(), root.getPort())) {
      socket.setSoTimeout(5000);
      socket
          .getOutputStream()
          .write((head + "\r\nConnection: close\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void aRequestWithoutAHostIsAProblem() throws IOException {
    String answer = exchange("GET /v1/pools HTTP/1.1\r\nAccept: application/json");
    assertTrue(answer.startsWith("HTTP/1.1 400"), answer);
    assertTrue(answer.toLowerCase(Locale.ROOT).contains(Problem.MEDIA_TYPE), answer);
    assertTrue(answer.contains("\"status\":400"), answer);
    assertTrue(!answer.contains("stack"), answer);
  }

  private static String padded(int length) {
    return FEEDBACK + " ".repeat(length - FEEDBACK.length());
  }
}
