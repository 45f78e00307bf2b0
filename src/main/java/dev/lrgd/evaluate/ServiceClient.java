package dev.lrgd.evaluate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Set;

/**
 * One pool of a running service over HTTP. A request that the service cannot take just now (429,
 * 503, or no answer at all) is sent again a few times: every call here may be repeated.
 */
final class ServiceClient {
  private static final int ATTEMPTS = 5;
  private static final Set<Integer> LATER = Set.of(429, 503);
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

  /** An adaptation of a large pool takes minutes. */
  private static final Duration ANSWER_TIMEOUT = Duration.ofMinutes(15);

  private static final long LONGEST_PAUSE_SECONDS = 30;

  private final ObjectMapper json = new ObjectMapper();
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(CONNECT_TIMEOUT).build();
  private final String pool;
  private final Duration pause;

  /**
   * @param pause before the second attempt, doubled before each later one, unless the service names
   *     its own
   */
  ServiceClient(URI service, String pool, Duration pause) {
    this.pool = service.toString().replaceAll("/+$", "") + "/v1/pools/" + pool;
    this.pause = pause;
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
    URI uri = URI.create(pool + "/" + collection);
    HttpRequest request =
        HttpRequest.newBuilder(uri)
            .method(method, body)
            .header("Content-Type", type)
            .header("Accept", "application/json, application/problem+json")
            .timeout(ANSWER_TIMEOUT)
            .build();
    String refusal = "";
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      Duration wait = pause.multipliedBy(1L << (attempt - 1));
      try {
        HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
        if (answer.statusCode() / 100 == 2) {
          return json.readTree(answer.body());
        }
        refusal = "answered " + answer.statusCode() + " " + reason(answer.body());
        if (!LATER.contains(answer.statusCode())) {
          break;
        }
        wait = retryAfter(answer, wait);
      } catch (JsonProcessingException e) {
        throw new ServiceException(method + " " + uri + " answered something that is not JSON");
      } catch (IOException e) {
        refusal = "gave no answer (" + e.getClass().getSimpleName() + ")";
      }
      if (attempt < ATTEMPTS) {
        Thread.sleep(wait.toMillis());
      }
    }
    throw new ServiceException(method + " " + uri + " " + refusal);
  }

  /** The detail of a problem (RFC 9457), or whatever the answer was. */
  private String reason(String body) {
    try {
      return json.readTree(body).path("detail").asText(body);
    } catch (JsonProcessingException e) {
      return body;
    }
  }

  private static Duration retryAfter(HttpResponse<?> answer, Duration otherwise) {
    return answer
        .headers()
        .firstValue("Retry-After")
        .filter(seconds -> seconds.matches("\\d{1,6}"))
        .map(seconds -> Math.min(Long.parseLong(seconds), LONGEST_PAUSE_SECONDS))
        .map(Duration::ofSeconds)
        .orElse(otherwise);
  }
}
