package dev.lrgd.function;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lrgd.function.RuntimeApi.Answer;
import dev.lrgd.function.RuntimeApi.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.zip.ZipFile;

/** Measures the packaged functions through the runtime interface; see {@code src/bench}. */
public final class FunctionBench {

  private static final Duration TIME = Duration.ofMinutes(2);
  private static final int STARTS = 25;
  private static final int REQUESTS = 1000;
  private static final int USERS = 2500;
  private static final int ITEMS = 2000;

  private FunctionBench() {}

  public static void main(String[] arguments) throws Exception {
    Path zip = Path.of("target", "function.zip");
    row("executable", megabytes(executableBytes(zip)));
    row("function.zip", megabytes(Files.size(zip)));
    Path jvm = Path.of("target", "jvm", "function.zip");
    if (Files.exists(jvm)) {
      row("JVM function.zip", megabytes(Files.size(jvm)));
    }
    starts(zip, arguments.length == 0 || arguments[0].isBlank() ? null : Path.of(arguments[0]));
    warm(zip);
  }

  /** In turns, so that both see the same machine. */
  private static void starts(Path zip, Path hello) throws Exception {
    double[] start = new double[STARTS];
    double[] first = new double[STARTS];
    double[] helloStart = new double[STARTS];
    for (int i = 0; i < STARTS; i++) {
      try (DeployedFunction function = DeployedFunction.start(zip, "http", Map.of())) {
        start[i] = millis(function.startUp().toNanos());
        Answer answer = function.api().invoke(Deployables.event("http-recommendations.json"), TIME);
        first[i] = millis(answered(answer).nanos());
      }
      if (hello != null) {
        try (DeployedFunction function =
            DeployedFunction.start(hello, "hello", Map.of("QUARKUS_LAMBDA_HANDLER", ""))) {
          helloStart[i] = millis(function.startUp().toNanos());
        }
      }
    }
    row("process start to first next, median of " + STARTS, "%.1f ms".formatted(median(start)));
    if (hello != null) {
      row("the same of a bare hello function", "%.1f ms".formatted(median(helloStart)));
      row("ratio", "%.2f".formatted(median(start) / median(helloStart)));
    }
    row("first recommendation after that, sample pool", "%.1f ms".formatted(median(first)));
  }

  private static void warm(Path zip) throws Exception {
    try (DeployedFunction function = DeployedFunction.start(zip, "http", Map.of())) {
      fill(function);
      String request =
          http(
              "POST",
              "/v1/pools/bench/recommendations",
              "{\"history\":[\"i1\",\"i7\",\"i30\"],\"limit\":10}");
      double[] micros = new double[REQUESTS];
      for (int i = 0; i < REQUESTS; i++) {
        micros[i] = answered(function.api().invoke(request, TIME)).nanos() / 1e3;
      }
      row(
          "warm recommendation, 10,000 demonstrations, p50 of " + REQUESTS,
          "%.2f ms".formatted(median(micros) / 1000));
      row("resident memory after that", megabytes(function.residentBytes()));
    }
    try (DeployedFunction function = DeployedFunction.start(zip, "http", Map.of())) {
      for (int i = 0; i < REQUESTS; i++) {
        answered(function.api().invoke(Deployables.event("http-recommendations.json"), TIME));
      }
      row(
          "resident memory after " + REQUESTS + " requests, sample pool",
          megabytes(function.residentBytes()));
    }
  }

  /** A pool of random readers, as large as a pool's demonstrations may be. */
  private static void fill(DeployedFunction function) throws Exception {
    SplittableRandom random = new SplittableRandom(7);
    StringBuilder items = new StringBuilder();
    for (int i = 0; i < ITEMS; i++) {
      items.append("{\"id\":\"i%d\",\"title\":\"Title %d of %d\"}\n".formatted(i, i, i % 40));
    }
    StringBuilder interactions = new StringBuilder();
    for (int user = 0; user < USERS; user++) {
      int taste = random.nextInt(40);
      for (int t = 0; t < 8; t++) {
        int item = taste + 40 * (int) (ITEMS / 40 * random.nextDouble() * random.nextDouble());
        interactions.append(
            "{\"user\":\"u%d\",\"item\":\"i%d\",\"timestamp\":%d}\n".formatted(user, item, t));
      }
    }
    answered(function.api().invoke(ndjson("/v1/pools/bench/items", items), TIME));
    answered(function.api().invoke(ndjson("/v1/pools/bench/interactions", interactions), TIME));
    answered(function.api().invoke(http("POST", "/v1/pools/bench/adaptations", ""), TIME));
  }

  private static Answer answered(Answer answer) throws IOException {
    int status = new ObjectMapper().readTree(answer.body()).path("statusCode").asInt();
    if (answer.kind() != Kind.RESPONSE || status >= 300) {
      throw new IllegalStateException(answer.toString());
    }
    return answer;
  }

  private static String ndjson(String path, CharSequence lines) {
    return http("PUT", path, lines.toString()).replace("application/json", "application/x-ndjson");
  }

  private static String http(String method, String path, String body) {
    ObjectNode event = new ObjectMapper().createObjectNode();
    event.put("version", "2.0").put("rawPath", path).put("isBase64Encoded", true);
    event.put("body", Base64.getEncoder().encodeToString(body.getBytes(StandardCharsets.UTF_8)));
    event.withObjectProperty("headers").put("content-type", "application/json");
    event
        .withObjectProperty("requestContext")
        .put("stage", "$default")
        .withObjectProperty("http")
        .put("method", method);
    return event.toString();
  }

  private static long executableBytes(Path zip) throws IOException {
    try (ZipFile file = new ZipFile(zip.toFile())) {
      return file.getEntry("bootstrap").getSize();
    }
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  private static double millis(long nanos) {
    return nanos / 1e6;
  }

  private static String megabytes(long bytes) {
    return "%.1f MB".formatted(bytes / 1e6);
  }

  private static void row(String what, String value) {
    System.out.printf("| %-62s | %10s |%n", what, value);
  }
}
