package dev.lrgd.function;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class HttpHandlerTest {

  @Inject
  @Named("http")
  HttpHandler handler;

  @Inject ObjectMapper mapper;

  @Test
  void repeatedParametersHeadersAndCookiesArrive() throws IOException {
    ObjectNode event = event("GET", "/test-echo");
    event.put("rawQueryString", "a=1&a=2%203");
    event.withObjectProperty("headers").put("x-custom", "Mon, 23 Nov,b");
    event.withArrayProperty("cookies").add("one=1").add("two=2");

    JsonNode seen = body(invoke(event));

    assertEquals("[\"1\",\"2 3\"]", seen.get("a").toString());
    assertEquals("[\"Mon, 23 Nov,b\"]", seen.get("custom").toString());
    assertEquals("[\"one\",\"two\"]", seen.get("cookies").toString());
  }

  @Test
  void binaryBodiesSurviveBothWays() throws IOException {
    byte[] bytes = new byte[256];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) i;
    }
    ObjectNode event = event("POST", "/test-echo/bytes");
    event.put("body", Base64.getEncoder().encodeToString(bytes)).put("isBase64Encoded", true);

    JsonNode result = invoke(event);

    assertTrue(result.get("isBase64Encoded").asBoolean());
    assertArrayEquals(bytes, Base64.getDecoder().decode(result.get("body").asText()));
  }

  @Test
  void textSurvivesBothWays() throws IOException {
    ObjectNode event = event("POST", "/test-echo/text").put("body", "Žluťoučký \uD83D\uDC0E\n");
    JsonNode result = invoke(event);
    assertFalse(result.get("isBase64Encoded").asBoolean());
    assertEquals("Žluťoučký \uD83D\uDC0E\n", result.get("body").asText());
  }

  @Test
  void cookiesLeaveApartAndRepeatedHeadersJoined() throws IOException {
    JsonNode result = invoke(event("GET", "/test-echo/cookies"));
    assertEquals(2, result.get("cookies").size(), result.toString());
    assertTrue(result.get("cookies").get(1).asText().startsWith("two="), result.toString());
    assertEquals("a,b", result.get("headers").get("x-many").asText());
    assertFalse(result.get("headers").has("set-cookie"));
  }

  @ParameterizedTest
  @CsvSource({
    "prod, /prod/test-echo, 200",
    "prod, /test-echo, 200",
    "$default, /test-echo, 200",
    "test-echo, /test-echo/test-echo, 200",
    "test, /test-echo, 200",
    "prod, /production/test-echo, 404",
  })
  void onlyTheNamedStageIsCutFromThePath(String stage, String path, int status) throws IOException {
    ObjectNode event = event("GET", path);
    event.withObjectProperty("requestContext").put("stage", stage);
    assertEquals(status, invoke(event).get("statusCode").asInt());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a b", "žluť", "100%", "a%20b", "%2F", "a;b", "a+b", "{x}", "\uD83D\uDC0E", "q?"})
  void pathsThatApiGatewayDecodedMeanTheSame(String user) throws IOException {
    JsonNode result = invoke(event("DELETE", "/test-echo/users/" + user));
    assertEquals(user, body(result).get("user").asText());
  }

  @Test
  void aFunctionUrlHandsOverThePathAsItWasSent() throws IOException {
    ObjectNode event = event("DELETE", "/test-echo/users/a%20b%2525");
    event
        .withObjectProperty("requestContext")
        .put("domainName", "abc.lambda-url.eu-central-1.on.aws");
    assertEquals("a b%25", body(invoke(event)).get("user").asText());
  }

  @Test
  void aBodyThatIsNotTheBase64ItIsSaidToBeIsRefused() throws IOException {
    ObjectNode event = event("POST", "/test-echo/bytes");
    event.put("body", "secret name").put("isBase64Encoded", true);
    JsonNode result = invoke(event);
    assertEquals(400, result.get("statusCode").asInt());
    assertFalse(result.toString().contains("secret"), result.toString());
  }

  @Test
  void anAnswerThatLambdaWouldNotHandOnSaysSoAndFitsAsGzip() throws IOException {
    int rest = mapper.writeValueAsBytes(invoke(event("GET", "/test-echo/long/1"))).length - 1;
    for (int over : new int[] {-1, 0, 1}) {
      int length = HttpHandler.LARGEST_ANSWER - rest + over;
      ObjectNode event = event("GET", "/test-echo/long/" + length);
      assertEquals(over > 0 ? 422 : 200, invoke(event).get("statusCode").asInt(), "over " + over);
      event.withObjectProperty("headers").put("accept-encoding", "gzip");
      assertEquals(length, text(invoke(event)).length());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"why=left us", "a=b\r\nc", "a\nb"})
  void aQueryThatNoRequestCanHoldIsRefusedAndQuotedNowhere(String query) throws IOException {
    ObjectNode event = event("DELETE", "/test-echo/users/lovelace");
    event.put("rawQueryString", query);
    JsonNode result = invoke(event);
    assertEquals(400, result.get("statusCode").asInt());
    assertEquals("application/problem+json", result.get("headers").get("content-type").asText());
    assertFalse(result.toString().contains("lovelace"), result.toString());
  }

  @Test
  void aHeaderThatNoRequestCanHoldIsRefused() throws IOException {
    ObjectNode event = event("GET", "/test-echo");
    event.withObjectProperty("headers").put("x-note", "a\r\nb");
    assertEquals(400, invoke(event).get("statusCode").asInt());
  }

  @Test
  void aCallerWhoClosesTheConnectionIsAnswered() throws IOException {
    for (int i = 0; i < 50; i++) {
      ObjectNode event = event("GET", "/q/health/live");
      event.withObjectProperty("headers").put("connection", "close");
      assertEquals(200, invoke(event).get("statusCode").asInt());
    }
  }

  @Test
  void anEventThatIsNestedTooDeeplyIsInvalid() {
    String deep = "{\"a\":".repeat(3000) + "1" + "}".repeat(3000);
    assertThrows(
        InvalidEvent.class,
        () ->
            new EventReader<>(new ObjectMapper(), HttpEvent.class)
                .read(new ByteArrayInputStream(deep.getBytes(StandardCharsets.UTF_8))));
  }

  @Test
  void claimsNameTheTenant() throws IOException {
    ObjectNode jwt = event("GET", "/test-echo");
    authorizer(jwt).withObjectProperty("jwt").withObjectProperty("claims").put("tenant", "acme");
    assertEquals("acme", body(invoke(jwt)).get("tenant").asText());

    ObjectNode lambda = event("GET", "/test-echo");
    authorizer(lambda).withObjectProperty("lambda").put("tenant", "acme");
    assertEquals("acme", body(invoke(lambda)).get("tenant").asText());

    assertEquals("default", body(invoke(event("GET", "/test-echo"))).get("tenant").asText());
  }

  @Test
  void aClaimThatIsNoTenantIsRefused() throws IOException {
    ObjectNode event = event("GET", "/test-echo");
    authorizer(event)
        .withObjectProperty("jwt")
        .withObjectProperty("claims")
        .put("tenant", "x}:active");
    JsonNode result = invoke(event);
    assertEquals(403, result.get("statusCode").asInt());
    assertEquals("application/problem+json", result.get("headers").get("content-type").asText());
  }

  @Test
  void headersCannotNameTheTenant() throws IOException {
    ObjectNode event = event("GET", "/test-echo");
    event.withObjectProperty("headers").put("tenant", "acme").put("x-tenant", "acme");
    assertEquals("default", body(invoke(event)).get("tenant").asText());
  }

  @Test
  void requestIdReachesTheLogContextAndDeadlineTheResources() throws IOException {
    JsonNode seen = body(invoke(event("GET", "/test-echo")));
    assertEquals("request-1", seen.get("requestId").asText());
    assertTrue(seen.get("hasDeadline").asBoolean());
  }

  @ParameterizedTest
  @CsvSource(
      value = {
        "gzip, deflate|true",
        "GZIP;q=0.5|true",
        "*|true",
        "gzip;q=0|false",
        "br|false",
        "*;q=0, gzip|true",
        "*, gzip;q=0|false"
      },
      delimiter = '|')
  void answersFromOneKibibyteOnAreCompressedForWhoAcceptsIt(String codings, boolean packed)
      throws IOException {
    for (int length : new int[] {1023, 1024, 1025}) {
      ObjectNode event = event("POST", "/test-echo/text").put("body", "x".repeat(length));
      event.withObjectProperty("headers").put("Accept-Encoding", codings);
      JsonNode result = invoke(event);
      assertEquals(packed && length >= 1024, result.get("headers").has("content-encoding"));
      assertEquals("x".repeat(length), text(result));
    }
  }

  @Test
  void emptyAnswersHaveNoBody() throws IOException {
    JsonNode result = invoke(event("GET", "/test-echo/nothing"));
    assertEquals(204, result.get("statusCode").asInt());
    assertEquals("", result.get("body").asText());
  }

  @Test
  void aFaultDoesNotPoisonTheNextEvent() throws IOException {
    for (int i = 0; i < 20; i++) {
      assertEquals(500, invoke(event("GET", "/test-echo/fault")).get("statusCode").asInt());
      assertEquals(200, invoke(event("GET", "/test-echo")).get("statusCode").asInt());
    }
  }

  @Test
  void whatIsTooLateIsAnsweredBeforeLambdaEndsIt() throws IOException {
    long start = System.nanoTime();
    JsonNode result = invoke(event("GET", "/test-echo/slow"), 500);
    assertEquals(503, result.get("statusCode").asInt());
    assertTrue(result.get("headers").has("retry-after"));
    assertTrue(System.nanoTime() - start < 500_000_000L, "answered after the deadline");
    assertEquals(200, invoke(event("GET", "/test-echo")).get("statusCode").asInt());
  }

  @ParameterizedTest
  @ValueSource(ints = {-1000, 0, 99, 100, 101})
  void withNoTimeLeftItStillAnswers(int remainingMillis) throws IOException {
    for (int i = 0; i < 20; i++) {
      int status = invoke(event("GET", "/test-echo"), remainingMillis).get("statusCode").asInt();
      assertTrue(status == 503 || status == 200, "status " + status);
    }
    assertEquals(200, invoke(event("GET", "/test-echo")).get("statusCode").asInt());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nonsense secret-name",
        "null",
        "[]",
        "\"secret-name\"",
        "{}",
        "{\"httpMethod\":\"GET\",\"path\":\"/secret-name\"}",
        "{\"rawPath\":\"/secret-name\"}",
        "{\"rawPath\":{\"secret-name\":1}}",
        "{\"rawPath\":\"/x\",\"isBase64Encoded\":\"secret-name\"}",
        "{\"rawPath\":\"/secret-name\",\"requestContext\":{\"http\":{\"method\":\" \"}}}",
      })
  void whatIsNoHttpRequestIsRefusedWithoutQuotingIt(String event) {
    InvalidEvent refusal = assertThrows(InvalidEvent.class, () -> invoke(event, 5000));
    assertFalse(refusal.getMessage().contains("secret-name"), refusal.getMessage());
  }

  private ObjectNode event(String method, String path) {
    ObjectNode event = mapper.createObjectNode();
    event.put("version", "2.0").put("rawPath", path).put("rawQueryString", "");
    event
        .withObjectProperty("requestContext")
        .put("stage", "$default")
        .withObjectProperty("http")
        .put("method", method)
        .put("sourceIp", "203.0.113.7");
    return event;
  }

  private static ObjectNode authorizer(ObjectNode event) {
    return event.withObjectProperty("requestContext").withObjectProperty("authorizer");
  }

  private JsonNode invoke(ObjectNode event) throws IOException {
    return invoke(event, 10_000);
  }

  private JsonNode invoke(ObjectNode event, int remainingMillis) throws IOException {
    return invoke(event.toString(), remainingMillis);
  }

  private JsonNode invoke(String event, int remainingMillis) throws IOException {
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    handler.handleRequest(
        new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)),
        output,
        new TestContext("request-1", remainingMillis));
    return mapper.readTree(output.toByteArray());
  }

  private JsonNode body(JsonNode result) throws IOException {
    return mapper.readTree(text(result));
  }

  private static String text(JsonNode result) throws IOException {
    String body = result.get("body").asText();
    if (!result.get("isBase64Encoded").asBoolean()) {
      return body;
    }
    byte[] bytes = Base64.getDecoder().decode(body);
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
