package dev.lrgd.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lrgd.evaluate.http.JsonHttp;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;

/** One pool of a running service over HTTP. Every call here may be repeated. */
final class ServiceClient {

  /** An adaptation of a large pool takes minutes. */
  private static final Duration ANSWER_TIMEOUT = Duration.ofMinutes(15);

  private final JsonHttp http;
  private final String pool;

  /**
   * @param pause before the second attempt, doubled before each later one, unless the service names
   *     its own
   */
  ServiceClient(URI service, String pool, Duration pause) {
    this.http = new JsonHttp(pause);
    this.pool = service.toString().replaceAll("/+$", "") + "/v1/pools/" + pool;
  }

  /** Sends lines of JSON to a collection of the pool and returns the answer. */
  JsonNode put(String collection, String lines) throws IOException, InterruptedException {
    return send("PUT", collection, "application/x-ndjson", BodyPublishers.ofString(lines));
  }

  JsonNode post(String collection) throws IOException, InterruptedException {
    return send("POST", collection, "application/json", BodyPublishers.ofString("{}"));
  }

  private JsonNode send(String method, String collection, String type, BodyPublisher body)
      throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(URI.create(pool + "/" + collection))
            .method(method, body)
            .header("Content-Type", type)
            .header("Accept", "application/json, application/problem+json")
            .timeout(ANSWER_TIMEOUT)
            .build());
  }
}
