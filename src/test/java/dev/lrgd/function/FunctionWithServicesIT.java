package dev.lrgd.function;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lrgd.function.RuntimeApi.Answer;
import dev.lrgd.function.RuntimeApi.Kind;
import dev.lrgd.llm.FakeOpenAiEndpoint;
import dev.lrgd.pool.redis.TestRedis;
import io.vertx.core.http.HttpServerOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The packaged functions with what they lean on: a real Redis that all of them share, and a fake
 * language model behind TLS.
 */
class FunctionWithServicesIT {
  private static final Duration TIME = Duration.ofSeconds(30);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Map<String, String> ASKING =
      Map.of(
          "LRGD_LLM", "openai",
          "LRGD_LLM_BUDGET", "10s",
          "QUARKUS_LANGCHAIN4J_OPENAI_API_KEY", "fake");

  @TempDir Path folder;

  static Stream<Path> deployables() {
    return Deployables.all();
  }

  @ParameterizedTest
  @MethodSource("deployables")
  void aModelBehindTlsRanksIfItsAuthorityIsTrusted(Path zip) throws Exception {
    TestAuthority authority = TestAuthority.in(folder);
    try (FakeOpenAiEndpoint model = modelBehindTls(authority);
        DeployedFunction trusting =
            DeployedFunction.start(zip, "recommend", asking(model, authority.certificate()))) {
      JsonNode answer = recommendation(trusting, "llm");
      assertEquals("llm", answer.path("rankedBy").asText(), answer.path("degraded").toString());
      assertEquals("fake-1", answer.at("/usage/model").asText(), answer.toString());
    }
  }

  @ParameterizedTest
  @MethodSource("deployables")
  void aModelWhoseAuthorityIsUnknownIsNotAsked(Path zip) throws Exception {
    try (FakeOpenAiEndpoint model = modelBehindTls(TestAuthority.in(folder));
        DeployedFunction wary = DeployedFunction.start(zip, "recommend", asking(model))) {
      JsonNode answer = recommendation(wary, "llm");
      assertEquals("dual-model", answer.path("rankedBy").asText(), answer.toString());
      assertTrue(answer.path("degraded").toString().contains("llm: "), answer.toString());
      assertEquals(0, model.calls());
      assertTrue(wary.output().contains("SSLHandshakeException"), wary.output());
    }
  }

  @ParameterizedTest
  @MethodSource("deployables")
  void nothingThatIsPrintedOrTracedWithAModelNamesAPersonOrWhatTheyChose(Path zip)
      throws Exception {
    try (FakeOpenAiEndpoint model = new FakeOpenAiEndpoint();
        FakeCollector collector = new FakeCollector()) {
      Map<String, String> environment = new HashMap<>(asking(model));
      environment.putAll(collector.environment());
      try (DeployedFunction function = DeployedFunction.start(zip, "recommend", environment)) {
        recommendation(function, "llm");
        model.answers(
            request -> new FakeOpenAiEndpoint.Reply(FakeOpenAiEndpoint.Fault.WRONG_SCHEMA, "", 0));
        recommendation(function, "llm");
        String traced = collector.text();
        assertTrue(traced.contains("gen_ai.request.model"), traced);
        for (String name : List.of("lovelace", "Analytical")) {
          assertFalse(function.output().contains(name), name + " in\n" + function.output());
          assertFalse(traced.contains(name), name + " in\n" + traced);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("deployables")
  void functionsShareAPoolThroughRedisAndAnswerWithoutIt(Path zip) throws Exception {
    try (TestRedis redis = TestRedis.start();
        DeployedFunction http = DeployedFunction.start(zip, "http", sharing(redis));
        DeployedFunction adapt = DeployedFunction.start(zip, "adapt", sharing(redis));
        DeployedFunction recommend = DeployedFunction.start(zip, "recommend", sharing(redis))) {
      assertStored(http, "http-items.json", items());
      assertStored(http, "http-interactions.json", interactions());
      Answer adapted = adapt.api().invoke("{\"pools\":[\"mine\"]}", TIME);
      assertEquals(Kind.RESPONSE, adapted.kind(), adapted.body());

      JsonNode answer = recommended(recommend, "{\"pool\":\"mine\",\"history\":[\"i1\",\"i2\"]}");
      assertEquals(1, answer.path("poolVersion").asInt(), answer.toString());
      assertFalse(answer.path("items").isEmpty(), answer.toString());

      redis.close();
      JsonNode alone = recommended(recommend, "{\"pool\":\"mine\",\"history\":[\"i1\",\"i2\"]}");
      assertEquals(answer.path("items"), alone.path("items"), alone.toString());
    }
  }

  @ParameterizedTest
  @MethodSource("deployables")
  void aStoreBehindTlsIsUsedIfItsAuthorityIsTrusted(Path zip) throws Exception {
    TestAuthority authority = TestAuthority.in(folder);
    try (TestRedis redis = TestRedis.start();
        TlsFront front = new TlsFront(authority, redis.port());
        DeployedFunction trusting =
            DeployedFunction.start(zip, "http", sharing(front, authority.certificate()));
        DeployedFunction wary =
            DeployedFunction.start(
                zip, "http", Map.of("LRGD_STORE", "redis", "QUARKUS_REDIS_HOSTS", front.url()))) {
      assertStored(trusting, "http-items.json", items());
      assertEquals(1L, redis.call("EXISTS", "lrgd:{default/mine}:items"));

      Answer refused = wary.api().invoke(Deployables.event("http-items.json"), TIME);
      assertEquals(503, JSON.readTree(refused.body()).path("statusCode").asInt(), refused.body());
      assertTrue(wary.output().contains("SSLHandshakeException"), wary.output());
    }
  }

  /** On the JVM, Quarkus starts with the first event, behind what SnapStart restores. */
  @Test
  void aNativeFunctionIsConnectedToRedisBeforeItAsksForAnEvent() throws Exception {
    Path zip = Deployables.ofNative();
    try (TestRedis redis = TestRedis.start();
        DeployedFunction function = DeployedFunction.start(zip, "http", sharing(redis))) {
      function.startUp();
      assertEquals(1, connections(redis), redis.call("CLIENT", "LIST").toString());
    }
  }

  @Test
  void aNativeFunctionIsConnectedToItsModelBeforeItAsksForAnEvent() throws Exception {
    TestAuthority authority = TestAuthority.in(folder);
    Path zip = Deployables.ofNative();
    try (FakeOpenAiEndpoint model = modelBehindTls(authority);
        DeployedFunction function =
            DeployedFunction.start(zip, "recommend", asking(model, authority.certificate()))) {
      function.startUp();
      assertEquals(1, model.opened(1), function.output());
      assertEquals(0, model.calls());
      assertEquals("llm", recommendation(function, "llm").path("rankedBy").asText());
      assertEquals(1, model.opened());
    }
  }

  /** What listens there takes connections and never says a word. */
  @ParameterizedTest
  @MethodSource("deployables")
  void aModelThatIsMuteKeepsNoFunctionFromStarting(Path zip) throws Exception {
    try (ServerSocket mute = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      Map<String, String> environment = new HashMap<>(ASKING);
      environment.put("LRGD_LLM_BUDGET", "300ms");
      environment.put(
          "QUARKUS_LANGCHAIN4J_OPENAI_BASE_URL",
          "https://localhost:" + mute.getLocalPort() + "/v1/");
      try (DeployedFunction function = DeployedFunction.start(zip, "recommend", environment)) {
        JsonNode answer = recommendation(function, "auto");
        assertEquals("dual-model", answer.path("rankedBy").asText(), answer.toString());
        assertTrue(
            function.output().contains("started without a connection to the model"),
            function.output());
      }
    }
  }

  /** Those that have asked something, whoever looks now not counted. */
  private static long connections(TestRedis redis) {
    return redis
        .call("CLIENT", "LIST")
        .toString()
        .lines()
        .filter(client -> client.contains("cmd=exists"))
        .count();
  }

  @Test
  void thereIsSomethingToTest() {
    assertTrue(deployables().findAny().isPresent());
  }

  private static FakeOpenAiEndpoint modelBehindTls(TestAuthority authority) {
    return new FakeOpenAiEndpoint(
        new HttpServerOptions().setSsl(true).setPemKeyCertOptions(authority.server()));
  }

  private static Map<String, String> asking(FakeOpenAiEndpoint model, Path trusted) {
    Map<String, String> environment = new HashMap<>(asking(model));
    environment.put("QUARKUS_LANGCHAIN4J_OPENAI_TLS_CONFIGURATION_NAME", "model");
    environment.put("QUARKUS_TLS__MODEL__TRUST_STORE_PEM_CERTS", trusted.toString());
    return environment;
  }

  private static Map<String, String> asking(FakeOpenAiEndpoint model) {
    Map<String, String> environment = new HashMap<>(ASKING);
    environment.put("QUARKUS_LANGCHAIN4J_OPENAI_BASE_URL", model.baseUrl());
    return environment;
  }

  private static Map<String, String> sharing(TestRedis redis) {
    return Map.of("LRGD_STORE", "redis", "QUARKUS_REDIS_HOSTS", redis.url());
  }

  private static Map<String, String> sharing(TlsFront redis, Path trusted) {
    return Map.of(
        "LRGD_STORE", "redis",
        "QUARKUS_REDIS_HOSTS", redis.url(),
        "QUARKUS_REDIS_TLS_TRUST_CERTIFICATE_PEM", "true",
        "QUARKUS_REDIS_TLS_TRUST_CERTIFICATE_PEM_CERTS", trusted.toString(),
        "QUARKUS_REDIS_TLS_HOSTNAME_VERIFICATION_ALGORITHM", "HTTPS");
  }

  /** Waits for the sample pool, which the JVM fits beside its start. */
  private static JsonNode recommendation(DeployedFunction function, String ranker)
      throws Exception {
    ObjectNode request = (ObjectNode) JSON.readTree(Deployables.event("recommend-direct.json"));
    request.put("ranker", ranker);
    for (int i = 0; i < 300; i++) {
      Answer answer = function.api().invoke(request.toString(), TIME);
      if (answer.kind() == Kind.RESPONSE) {
        return JSON.readTree(answer.body());
      }
      Thread.sleep(100);
    }
    throw new IllegalStateException("no sample pool after half a minute");
  }

  private static JsonNode recommended(DeployedFunction function, String event) throws Exception {
    Answer answer = function.api().invoke(event, TIME);
    assertEquals(Kind.RESPONSE, answer.kind(), answer.body());
    return JSON.readTree(answer.body());
  }

  private static void assertStored(DeployedFunction http, String file, String lines)
      throws IOException, InterruptedException {
    ObjectNode event = (ObjectNode) JSON.readTree(Deployables.event(file));
    ((ObjectNode) event.get("headers")).put("content-type", "application/x-ndjson");
    event.put("isBase64Encoded", true);
    event.put("body", base64(lines));
    Answer answer = http.api().invoke(event.toString(), TIME);
    assertEquals(200, JSON.readTree(answer.body()).path("statusCode").asInt(), answer.body());
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String items() {
    return IntStream.range(0, 20)
        .mapToObj("{\"id\":\"i%1$d\",\"title\":\"Title %1$d\"}\n"::formatted)
        .collect(Collectors.joining());
  }

  private static String interactions() {
    return IntStream.range(0, 90)
        .mapToObj(
            i ->
                "{\"user\":\"u%d\",\"item\":\"i%d\",\"timestamp\":%d}\n"
                    .formatted(i / 6, (i + i / 6) % 20, 1_700_000_000 + i))
        .collect(Collectors.joining());
  }
}
