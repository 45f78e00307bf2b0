package dev.lrgd.function;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lrgd.function.RuntimeApi.Answer;
import dev.lrgd.function.RuntimeApi.Kind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The packaged functions, started as Lambda starts them and fed through the runtime interface. In a
 * native build there are two deployables and everything is asked of both.
 */
class FunctionReplayIT {

  private static final Duration TIME = Duration.ofSeconds(30);
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final List<String> HANDLERS = List.of("http", "recommend", "adapt");

  /** What is to come of an event file: a status for HTTP events, otherwise a kind of answer. */
  private static final String EXPECTED =
      """
      adapt-list.json RESPONSE
      adapt-malformed.json ERROR
      adapt-manual.json RESPONSE
      adapt-rule.json RESPONSE
      adapt-scheduler.json RESPONSE
      adapt-unknown-pool.json ERROR
      adapt-wrong-type.json ERROR
      http-candidates-stage.json 200
      http-erasure.json 200
      http-feedback-lines.json 202
      http-feedback.json 202
      http-health.json 200
      http-interactions.json 200
      http-items.json 200
      http-malformed-body.json 400
      http-malformed.json ERROR
      http-method-not-allowed.json 405
      http-openapi.json 200
      http-payload-1.0.json ERROR
      http-recommendations-gzip.json 200
      http-recommendations.json 200
      http-tenant.json 200
      http-unknown-path.json 404
      http-unknown-pool.json 404
      http-user-erasure.json 200
      http-wrong-field.json 400
      http-wrong-type.json ERROR
      recommend-direct.json RESPONSE
      recommend-malformed.json ERROR
      recommend-no-history.json RESPONSE
      recommend-unknown-field.json ERROR
      recommend-unknown-pool.json ERROR
      recommend-wrong-type.json ERROR
      """;

  /** Whom the events name, and what they chose: nothing of it may show in what is printed. */
  private static final List<String> PLANTED =
      List.of("lovelace", "Analytical", "Notes by A", "203.0.113.7");

  /** Events that cannot be met before the sample pool is there. */
  private static final Map<String, String> SAMPLE_IS_THERE =
      Map.of(
          "http", "http-recommendations.json",
          "recommend", "recommend-direct.json",
          "adapt", "adapt-manual.json");

  private static final Map<String, DeployedFunction> STARTED = new HashMap<>();

  @AfterAll
  static void stop() throws IOException {
    for (DeployedFunction function : STARTED.values()) {
      function.close();
    }
  }

  static Stream<Path> deployables() {
    return Deployables.all();
  }

  @ParameterizedTest
  @ValueSource(strings = {"http", "recommend", "adapt"})
  void jvmAndNativeGiveTheSameAnswers(String handler) throws Exception {
    Path nativeZip = Deployables.ofNative();
    Path jvmZip = deployables().findFirst().orElseThrow();
    assumeTrue(!jvmZip.equals(nativeZip), "SKIPPED: no JVM build before this one to compare with");
    Map<String, JsonNode> expected = replay(jvmZip, handler);
    Map<String, JsonNode> answers = replay(nativeZip, handler);
    for (Map.Entry<String, JsonNode> answer : answers.entrySet()) {
      JsonNode onJvm = expected.get(answer.getKey());
      assertTrue(
          onJvm.equals(FunctionReplayIT::compare, answer.getValue()),
          () -> answer.getKey() + "\n" + onJvm + "\n" + answer.getValue());
    }
  }

  /** Prepared at the start of the one and at the first request of the other. */
  @ParameterizedTest
  @ValueSource(strings = {"json", "yaml"})
  void jvmAndNativeTellTheSameContractByteByByte(String format) throws Exception {
    Path nativeZip = Deployables.ofNative();
    Path jvmZip = deployables().findFirst().orElseThrow();
    assumeTrue(!jvmZip.equals(nativeZip), "SKIPPED: no JVM build before this one to compare with");
    String event = event("http-openapi.json").replace("format=json", "format=" + format);
    Answer expected = started(jvmZip, "http").api().invoke(event, TIME);
    assertTrue(expected.body().contains("/v1/pools/{pool}/recommendations"), expected.body());
    for (int i = 0; i < 2; i++) {
      Answer answer = started(nativeZip, "http").api().invoke(event, TIME);
      assertEquals(
          JSON.readTree(expected.body()).path("body"), JSON.readTree(answer.body()).path("body"));
    }
  }

  @ParameterizedTest
  @MethodSource("deployables")
  void everyEventIsAnsweredAsExpected(Path zip) throws Exception {
    StringBuilder seen = new StringBuilder();
    for (String handler : HANDLERS) {
      replay(zip, handler)
          .forEach(
              (event, answer) ->
                  seen.append(event)
                      .append(' ')
                      .append(answer.path("statusCode").asText(answer.path("kind").asText()))
                      .append('\n'));
    }
    assertEquals(EXPECTED.lines().sorted().toList(), seen.toString().lines().sorted().toList());
  }

  @ParameterizedTest
  @MethodSource("deployables")
  void nothingThatIsPrintedNamesAPersonOrWhatTheyChose(Path zip) throws Exception {
    for (String handler : HANDLERS) {
      replay(zip, handler);
      String printed = started(zip, handler).output();
      PLANTED.forEach(name -> assertFalse(printed.contains(name), name + " in\n" + printed));
    }
  }

  @ParameterizedTest
  @MethodSource("deployables")
  void linesThatAreLoggedBearTheNamesOfPowertools(Path zip) throws Exception {
    DeployedFunction function = started(zip, "adapt");
    function.api().invoke(event("adapt-manual.json"), TIME);
    JsonNode line =
        JSON.readTree(
            function
                .output()
                .lines()
                .filter(text -> text.contains("\"function_request_id\""))
                .findFirst()
                .orElseThrow());
    for (String field :
        List.of("timestamp", "level", "message", "service", "function_name", "xray_trace_id")) {
      assertFalse(line.path(field).asText().isEmpty(), field + " in " + line);
    }
  }

  @Test
  void throttledRequestsForEventsAreMadeAgain() throws Exception {
    // On the JVM the client is AWS' own, and ends itself.
    DeployedFunction function = started(Deployables.ofNative(), "http");
    function.api().throttle(3);
    for (int i = 0; i < 3; i++) {
      assertEquals(200, status(function.api().invoke(event("http-health.json"), TIME)));
    }
  }

  @ParameterizedTest
  @MethodSource("deployables")
  void eventsOfSixMegabytesAreAnsweredAndLeaveNothingBehind(Path zip) throws Exception {
    DeployedFunction function = started(zip, "http");
    String huge =
        event("http-unknown-path.json")
            .replaceFirst(
                "\"isBase64Encoded\"",
                "\"body\":\"" + "x".repeat(5_900_000) + "\",\"isBase64Encoded\"");
    Answer answer = function.api().invoke(huge, TIME);
    assertEquals(Kind.RESPONSE, answer.kind(), answer.body());
    assertEquals(200, status(function.api().invoke(event("http-health.json"), TIME)));
  }

  @ParameterizedTest
  @MethodSource("deployables")
  void anEventWhoseDeadlineIsNearlyOverIsAnsweredAndTheNextOneToo(Path zip) throws Exception {
    DeployedFunction function = started(zip, "http");
    String event = event("http-health.json");
    function.api().invoke(event, TIME);
    Answer late = function.api().invoke(event, Duration.ofMillis(90));
    assertEquals(503, status(late), late.body());
    assertEquals(200, status(function.api().invoke(event, TIME)));
  }

  @ParameterizedTest
  @MethodSource("deployables")
  void aThousandRecommendationsInARowDoNotGrowMemory(Path zip) throws Exception {
    // What is remembered of each for its outcomes is the caller's to bound.
    Map<String, String> bounded = Map.of("LRGD_FEEDBACK_MEMORY_MAX_RECOMMENDATIONS", "100");
    try (DeployedFunction function = DeployedFunction.start(zip, "http", bounded)) {
      String event = event("http-recommendations.json");
      assertEquals(200, status(function.api().invoke(event, TIME)));
      // Compilers and collectors that find their size take more now and then, a leak each time.
      long growth = Long.MAX_VALUE;
      for (int round = 0; round < 15 && growth >= 1 << 20; round++) {
        long before = function.residentBytes();
        invoke(function, event, 1000);
        growth = function.residentBytes() - before;
      }
      assertTrue(growth < 1 << 20, "each of 15,000 events takes " + growth / 1000 + " bytes more");
    }
  }

  @ParameterizedTest
  @MethodSource("deployables")
  void anInvocationThatFailsSaysSoInALineOfItsOwn(Path zip) throws Exception {
    DeployedFunction function = started(zip, "http");
    Answer answer = function.api().invoke(event("http-payload-1.0.json"), TIME);
    assertEquals(Kind.ERROR, answer.kind());
    String output = function.output();
    String line =
        output
            .lines()
            .filter(one -> one.contains("InvalidEvent: no API Gateway payload 2.0 event"))
            .findFirst()
            .orElse(output);
    assertTrue(line.contains("\"function_request_id\":\""), line);
  }

  @ParameterizedTest
  @MethodSource("deployables")
  void aHandlerThatDoesNotExistIsAnErrorAndNoSilence(Path zip) throws Exception {
    try (DeployedFunction function = DeployedFunction.start(zip, "nonsense", Map.of())) {
      // Native says so at its start, the managed runtime with the first event.
      Answer answer = function.api().invoke(event("http-health.json"), TIME);
      assertTrue(answer.kind() == Kind.ERROR || !function.isAlive(), answer.toString());
      assertTrue(function.output().contains("nonsense"), function.output());
    }
  }

  @ParameterizedTest
  @MethodSource("deployables")
  void spansAreSentBeforeTheAnswerIs(Path zip) throws Exception {
    try (FakeCollector collector = new FakeCollector();
        DeployedFunction function = DeployedFunction.start(zip, "http", collector.environment())) {
      for (int i = 1; i <= 3; i++) {
        assertEquals(200, status(function.api().invoke(event("http-health.json"), TIME)));
        assertTrue(collector.received() >= i, "only " + collector.received() + " after " + i);
      }
    }
  }

  @Test
  void thereIsSomethingToTest() {
    assertTrue(deployables().findAny().isPresent());
  }

  private static void invoke(DeployedFunction function, String event, int times)
      throws InterruptedException {
    for (int i = 0; i < times; i++) {
      assertEquals(Kind.RESPONSE, function.api().invoke(event, TIME).kind());
    }
  }

  private static Map<String, JsonNode> replay(Path zip, String handler) throws Exception {
    Map<String, JsonNode> answers = new TreeMap<>();
    DeployedFunction function = started(zip, handler);
    try (Stream<Path> files = Files.list(Path.of("infra", "events"))) {
      List<String> names = files.map(file -> file.getFileName().toString()).sorted().toList();
      for (String name : names) {
        if (name.startsWith(handler + '-')) {
          answers.put(name, readable(function.api().invoke(event(name), TIME)));
        }
      }
    }
    return answers;
  }

  /** The answer with the body of an HTTP answer unfolded, and without what differs every time. */
  private static JsonNode readable(Answer answer) throws IOException {
    if (answer.kind() != Kind.RESPONSE) {
      // The managed runtimes add a stack trace of their own.
      return JSON.createObjectNode()
          .put("kind", answer.kind().name())
          .put("errorType", JSON.readTree(answer.body()).path("errorType").asText())
          .put("errorMessage", JSON.readTree(answer.body()).path("errorMessage").asText());
    }
    ObjectNode tree = (ObjectNode) JSON.readTree(steady(answer.body()));
    if (!tree.has("statusCode")) {
      return tree.put("kind", answer.kind().name());
    }
    String body = tree.get("body").asText();
    if (tree.get("isBase64Encoded").asBoolean()) {
      body = unpacked(Base64.getDecoder().decode(body));
    }
    return tree.put("body", "unfolded").set("unfolded", JSON.readTree(steady(body)));
  }

  private static String unpacked(byte[] gzip) throws IOException {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(gzip))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static String steady(String body) {
    return body.replaceAll("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z", "TIME")
        .replaceAll("(\\\\?\"(?:recommendation|receipt)\\\\?\":\\\\?\")[A-Za-z0-9_-]+", "$1ID");
  }

  /** Elementary functions may differ in the last place, and a fit passes that on. */
  private static int compare(JsonNode a, JsonNode b) {
    boolean same =
        a.isNumber() && b.isNumber()
            ? Math.abs(a.asDouble() - b.asDouble()) <= 1e-6 * Math.max(1, Math.abs(a.asDouble()))
            : a.equals(b);
    return same ? 0 : 1;
  }

  private static int status(Answer answer) throws IOException {
    return JSON.readTree(answer.body()).path("statusCode").asInt();
  }

  /** One start for all tests of a handler: what one test leaves behind would fail the next one. */
  private static DeployedFunction started(Path zip, String handler) throws Exception {
    String key = handler + ' ' + zip;
    if (!STARTED.containsKey(key)) {
      // A fixed, touched heap: what grows then is not the collector's laziness.
      String heap = "-Xms128m -Xmx128m -XX:+AlwaysPreTouch -XX:+UseSerialGC";
      STARTED.put(key, DeployedFunction.start(zip, handler, Map.of("JAVA_TOOL_OPTIONS", heap)));
      STARTED.get(key).startUp();
      awaitSample(STARTED.get(key), handler);
    }
    return STARTED.get(key);
  }

  /** The JVM fits the sample pool beside its start; the executable has it in it. */
  private static void awaitSample(DeployedFunction function, String handler) throws Exception {
    String event = event(SAMPLE_IS_THERE.get(handler));
    for (int i = 0; i < 300; i++) {
      Answer answer = function.api().invoke(event, TIME);
      if (answer.kind() == Kind.RESPONSE && !answer.body().startsWith("{\"statusCode\":404")) {
        return;
      }
      Thread.sleep(100);
    }
    throw new IllegalStateException("no sample pool after half a minute");
  }

  private static String event(String name) throws IOException {
    return Deployables.event(name);
  }
}
