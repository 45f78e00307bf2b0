package dev.lrgd.llm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * A scripted fake of an endpoint with OpenAI's chat completions, on loopback: there is no model in
 * it. It answers what its script makes of a prompt, in any way an endpoint can go wrong.
 */
public final class FakeOpenAiEndpoint implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String HOST = "localhost";

  /** How an endpoint can fail; each is answered to one request. */
  public enum Fault {
    NONE,
    SLOW_FIRST_BYTE,
    /** A byte now and then, and no end. */
    SLOW_BODY,
    TOO_MANY_REQUESTS,
    TOO_MANY_REQUESTS_RETRY_AFTER,
    SERVER_ERROR,
    RESET,
    RESET_IN_BODY,
    TRUNCATED_JSON,
    /** What cannot be read, and no end. */
    ENDLESS_GARBAGE,
    WRONG_SCHEMA,
    EMPTY,
    MEGABYTE,
    INVENTED_LABELS,
    REPEATED_LABELS,
    REVERSED_LABELS
  }

  /** What is answered to a prompt. */
  public record Reply(Fault fault, String content, long delayMillis) {
    public static Reply of(String content) {
      return new Reply(Fault.NONE, content, 0);
    }
  }

  private final Vertx vertx;
  private final HttpServer server;
  private final boolean overTls;
  private final AtomicInteger calls = new AtomicInteger();
  private final List<JsonNode> requests = Collections.synchronizedList(new ArrayList<>());
  private volatile Function<JsonNode, Reply> script = FakeOpenAiEndpoint::asShown;
  private volatile int retryAfterSeconds;
  private volatile int capacity = Integer.MAX_VALUE;
  private final AtomicInteger busy = new AtomicInteger();
  private final AtomicInteger served = new AtomicInteger();
  private final AtomicInteger connections = new AtomicInteger();
  private final AtomicInteger opened = new AtomicInteger();

  public FakeOpenAiEndpoint() {
    this(new HttpServerOptions());
  }

  /** Behind TLS, say. */
  public FakeOpenAiEndpoint(HttpServerOptions options) {
    overTls = options.isSsl();
    vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(1));
    server =
        vertx
            // HTTP/2 in clear text would keep a connection unseen until it says something.
            .createHttpServer(options.setTcpNoDelay(true).setHttp2ClearTextEnabled(false))
            .connectionHandler(this::opened)
            .requestHandler(this::handle);
    server
        .listen(0, HOST)
        .toCompletionStage()
        .toCompletableFuture()
        .orTimeout(10, TimeUnit.SECONDS)
        .join();
  }

  public int port() {
    return server.actualPort();
  }

  public String baseUrl() {
    return (overTls ? "https" : "http") + "://" + HOST + ":" + port() + "/v1/";
  }

  public void answers(Function<JsonNode, Reply> script) {
    this.script = script;
    requests.clear();
    calls.set(0);
    served.set(0);
  }

  /** So many requests at a time; more are refused with 429. */
  public void capacity(int atOnce) {
    this.capacity = atOnce;
  }

  /** What refusals with a Retry-After ask for. */
  public void retryAfter(int seconds) {
    retryAfterSeconds = seconds;
  }

  public int calls() {
    return calls.get();
  }

  /** How many are open. */
  public int connections() {
    return connections.get();
  }

  /** How many connections there ever were, each with its TLS done. */
  public int opened() {
    return opened.get();
  }

  /**
   * The same, once there have been so many or five seconds are over: a client has its end of a
   * connection before the server has its own.
   */
  public int opened(int expected) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
    while (opened() < expected && System.nanoTime() < end) {
      Thread.sleep(1);
    }
    return opened();
  }

  /** How many were answered to the end. */
  public int served() {
    return served.get();
  }

  /** The bodies of the first requests since the script began. */
  public List<JsonNode> requests() {
    return List.copyOf(requests);
  }

  /** The candidates in the order they were shown. */
  public static Reply asShown(JsonNode request) {
    return Reply.of(ranking(labels(request)));
  }

  public static List<String> labels(JsonNode request) {
    return TestModels.candidates(request.at("/messages/1/content").asText()).stream()
        .map(Map.Entry::getKey)
        .toList();
  }

  public static String ranking(List<String> labels) {
    ObjectNode ranking = JSON.createObjectNode();
    ArrayNode array = ranking.putArray("ranking");
    labels.forEach(array::add);
    return ranking.toString();
  }

  @Override
  public void close() {
    vertx.close().toCompletionStage().toCompletableFuture().orTimeout(10, TimeUnit.SECONDS).join();
  }

  private void opened(HttpConnection connection) {
    connections.incrementAndGet();
    opened.incrementAndGet();
    connection.closeHandler(closed -> connections.decrementAndGet());
  }

  private void handle(HttpServerRequest request) {
    request.bodyHandler(
        body -> {
          calls.incrementAndGet();
          if (busy.incrementAndGet() > capacity) {
            busy.decrementAndGet();
            request.response().setStatusCode(429).end("{\"error\":{\"message\":\"busy\"}}");
            return;
          }
          JsonNode json = read(body);
          if (requests.size() < 100) {
            requests.add(json);
          }
          Reply reply = script.apply(json);
          later(
              reply.delayMillis(),
              () -> {
                busy.decrementAndGet();
                answer(request, json, reply);
              });
        });
  }

  private void later(long millis, Runnable work) {
    if (millis <= 0) {
      work.run();
    } else {
      vertx.setTimer(millis, timer -> work.run());
    }
  }

  private void answer(HttpServerRequest request, JsonNode json, Reply reply) {
    HttpServerResponse response = request.response();
    if (response.closed()) {
      return;
    }
    String content = reply.content();
    switch (reply.fault()) {
      case TOO_MANY_REQUESTS -> response.setStatusCode(429).end("{\"error\":{}}");
      case TOO_MANY_REQUESTS_RETRY_AFTER ->
          response
              .setStatusCode(429)
              .putHeader("Retry-After", "" + retryAfterSeconds)
              .end("{\"error\":{}}");
      case SERVER_ERROR -> response.setStatusCode(500).end("<html>oops</html>");
      case RESET -> request.connection().close();
      case RESET_IN_BODY -> {
        String whole = completion(json, content);
        response.putHeader("Content-Length", "" + whole.length());
        response.write(whole.substring(0, whole.length() / 2));
        vertx.setTimer(5, timer -> request.connection().close());
      }
      case TRUNCATED_JSON -> {
        String whole = completion(json, content);
        send(response, whole.substring(0, whole.length() / 2));
      }
      case WRONG_SCHEMA -> send(response, "{\"id\":\"x\",\"choices\":\"none\"}");
      case ENDLESS_GARBAGE -> drip(response, "{\"choices\":\"none\"" + " ".repeat(1 << 16));
      case EMPTY -> send(response, "");
      case SLOW_BODY -> drip(response, completion(json, content));
      case MEGABYTE -> send(response, completion(json, "x".repeat(1 << 20)));
      default -> {
        served.incrementAndGet();
        send(response, completion(json, content));
      }
    }
  }

  private static void send(HttpServerResponse response, String body) {
    response.putHeader("Content-Type", "application/json").end(body);
  }

  /** A byte now and then: an idle timeout would never notice. */
  private void drip(HttpServerResponse response, String body) {
    response.putHeader("Content-Type", "application/json").setChunked(true);
    int[] at = {0};
    vertx.setPeriodic(
        20,
        timer -> {
          if (response.closed() || response.ended() || at[0] >= body.length()) {
            vertx.cancelTimer(timer);
          } else {
            response.write(body.substring(at[0], at[0] + 1));
            at[0]++;
          }
        });
  }

  private static String completion(JsonNode request, String content) {
    ObjectNode completion = JSON.createObjectNode().put("id", "fake").put("model", "fake-1");
    completion.put("object", "chat.completion").put("created", 1);
    ObjectNode choice = completion.putArray("choices").addObject().put("index", 0);
    choice.put("finish_reason", "stop");
    choice.putObject("message").put("role", "assistant").put("content", content);
    if (request.path("logprobs").asBoolean()) {
      logProbabilities(choice.putObject("logprobs"), labels(request), content);
    }
    completion
        .putObject("usage")
        .put("prompt_tokens", request.toString().length() / 4)
        .put("completion_tokens", content.length() / 4)
        .put("total_tokens", (request.toString().length() + content.length()) / 4);
    return completion.toString();
  }

  /** Every label half as likely as the one before it in the answer. */
  private static void logProbabilities(ObjectNode target, List<String> shown, String content) {
    List<String> order =
        shown.stream().sorted(java.util.Comparator.comparingInt(content::indexOf)).toList();
    ArrayNode places = target.putArray("content");
    places.addObject().put("token", "{\"").put("logprob", 0.0).putArray("top_logprobs");
    ObjectNode first = places.addObject().put("token", order.get(0).substring(0, 1));
    first.put("logprob", -Math.log(2));
    ArrayNode likeliest = first.putArray("top_logprobs");
    for (int i = 0; i < Math.min(20, order.size()); i++) {
      ObjectNode token = likeliest.addObject().put("token", order.get(i).substring(0, 1));
      token.put("logprob", -Math.log(2) * (i + 1));
    }
  }

  private static JsonNode read(Buffer body) {
    try {
      return JSON.readTree(body.getBytes());
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
