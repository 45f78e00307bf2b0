package dev.lrgd.evaluate.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Set;

/**
 * Sends requests whose answers are JSON. One that a service cannot take just now (429, 503, or no
 * answer at all) is sent again a few times: it must be one that may be repeated.
 */
public final class JsonHttp {
  private static final int ATTEMPTS = 5;
  private static final Set<Integer> LATER = Set.of(429, 503);
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
  private static final long LONGEST_PAUSE_SECONDS = 30;
  private static final int LONGEST_REASON = 300;

  private final ObjectMapper json = new ObjectMapper();
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(CONNECT_TIMEOUT).build();
  private final Duration pause;

  /**
   * @param pause before the second attempt, doubled before each later one, unless the service names
   *     its own
   */
  public JsonHttp(Duration pause) {
    this.pause = pause;
  }

  public JsonNode send(HttpRequest request) throws IOException, InterruptedException {
    String asked = request.method() + " " + request.uri();
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
        throw new ServiceException(asked + " answered something that is not JSON");
      } catch (IOException e) {
        refusal = "gave no answer (" + e.getClass().getSimpleName() + ")";
      }
      if (attempt < ATTEMPTS) {
        Thread.sleep(wait.toMillis());
      }
    }
    throw new ServiceException(asked + " " + refusal);
  }

  /** The detail of a problem (RFC 9457), the message of an OpenAI error, or what the answer was. */
  private String reason(String body) {
    String start = body.substring(0, Math.min(LONGEST_REASON, body.length()));
    try {
      JsonNode problem = json.readTree(body);
      return problem.path("detail").asText(problem.at("/error/message").asText(start));
    } catch (JsonProcessingException e) {
      return start;
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
