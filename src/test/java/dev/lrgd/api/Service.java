package dev.lrgd.api;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.blankOrNullString;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.atomic.AtomicInteger;

/** The running service as a client sees it: bodies are sent byte for byte as they are given. */
final class Service {

  static final String NDJSON = "application/x-ndjson";
  static final String JSON = "application/json";

  private static final AtomicInteger POOLS = new AtomicInteger();

  private final URI root;

  Service(URI root) {
    this.root = root;
  }

  /** A name that no other test uses. */
  static String newPool() {
    return "pool-" + POOLS.incrementAndGet();
  }

  RequestSpecification request() {
    RestAssuredConfig config =
        RestAssuredConfig.config()
            .encoderConfig(
                EncoderConfig.encoderConfig()
                    .appendDefaultContentCharsetToContentTypeIfUndefined(false)
                    .defaultContentCharset("UTF-8")
                    .encodeContentTypeAs(NDJSON, io.restassured.http.ContentType.TEXT));
    return given().config(config).baseUri(root.toString()).urlEncodingEnabled(false);
  }

  ValidatableResponse put(String path, String contentType, String body) {
    return request().contentType(contentType).body(body.getBytes(UTF_8)).put(path).then();
  }

  ValidatableResponse post(String path, String json) {
    return post(path, JSON, json);
  }

  ValidatableResponse post(String path, String contentType, String body) {
    return request().contentType(contentType).body(body.getBytes(UTF_8)).post(path).then();
  }

  ValidatableResponse post(String path) {
    return request().post(path).then();
  }

  /** What is answered to a client that leaves path and body as they are. */
  static int statusOf(HttpRequest request) {
    return HttpClient.newHttpClient()
        .sendAsync(request, BodyHandlers.discarding())
        .join()
        .statusCode();
  }

  ValidatableResponse get(String path) {
    return request().get(path).then();
  }

  /** Five items, and users who chose some of them one after the other. */
  void fill(String pool, int users) {
    StringBuilder items = new StringBuilder();
    for (String id : new String[] {"a", "b", "c", "d", "e"}) {
      items.append("{\"id\":\"%s\",\"title\":\"Title of %s\"}\n".formatted(id, id));
    }
    StringBuilder interactions = new StringBuilder();
    for (int user = 0; user < users; user++) {
      for (int i = 0; i < 3; i++) {
        interactions.append(
            "{\"user\":\"u%d\",\"item\":\"%c\",\"timestamp\":%d}%n"
                .formatted(user, "abcde".charAt((user + i * (1 + user % 3)) % 5), 10 * user + i));
      }
    }
    put("/v1/pools/" + pool + "/items", NDJSON, items.toString()).statusCode(200);
    put("/v1/pools/" + pool + "/interactions", NDJSON, interactions.toString()).statusCode(200);
  }

  /** The same, adapted once. */
  void fillAndAdapt(String pool, int users) {
    fill(pool, users);
    post("/v1/pools/" + pool + "/adaptations").statusCode(200);
  }

  /** An error as every error must be: problem details, and nothing of our insides. */
  static ValidatableResponse assertProblem(int status, ValidatableResponse response) {
    return response
        .statusCode(status)
        .header("content-type", containsString("application/problem+json"))
        .body("status", is(status))
        .body("type", is("about:blank"))
        .body("title", not(blankOrNullString()))
        .body("detail", not(blankOrNullString()))
        .body(not(containsString("Exception")))
        .body(not(containsString("dev.lrgd")))
        .body(not(containsString("<html")));
  }

  private static final java.nio.charset.Charset UTF_8 = java.nio.charset.StandardCharsets.UTF_8;
}
