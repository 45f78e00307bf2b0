package dev.lrgd.api;

import static dev.lrgd.api.Service.JSON;
import static dev.lrgd.api.Service.NDJSON;
import static dev.lrgd.api.Service.assertProblem;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Items and interactions over HTTP, and the erasure of a user. */
@QuarkusTest
class DataTest {

  @TestHTTPResource URI root;

  private Service service;
  private String pool;
  private String items;
  private String interactions;

  @BeforeEach
  void service() {
    service = new Service(root);
    pool = "/v1/pools/" + Service.newPool();
    items = pool + "/items";
    interactions = pool + "/interactions";
  }

  @Test
  void aBadLineNeverLosesTheGoodOnes() {
    String body =
        """
        {"id":"a","title":"Emma"}
        {"id":"b","title":

        {"title":"Nameless"}
        {"id":"c","title":"Persuasion","brand":"Jane Austen","price":3}
        """;
    service
        .put(items, NDJSON, body)
        .statusCode(200)
        .body("accepted", is(2))
        .body("rejected.line", is(Arrays.asList(2, 4)))
        .body("rejected[0].reason", containsString("ends too early"))
        .body("rejected[1].reason", is("'id' is missing"))
        .body("moreRejected", nullValue());
    service.get(pool).statusCode(200).body("items", is(2));
  }

  @Test
  void aLineThatLooksLikeAnotherEncodingLosesNoOther() {
    String good = "{\"id\":\"a\",\"title\":\"x\"}\n";
    for (String line : new String[] {"{\0\0\0\"", "\0\0\0{\"a", "\0{\0\0\0", "\u00ff\u00fe{}"}) {
      service
          .put(items, NDJSON, good + line + "\n" + good)
          .statusCode(200)
          .body("accepted", is(2))
          .body("rejected.line", is(Arrays.asList(2)));
    }
  }

  @Test
  void anArrayIsTakenElementByElement() {
    service
        .put(items, JSON, "[{\"id\":\"a\",\"title\":\"Emma\"}, 5,\n {\"id\":\"\",\"title\":\"\"}]")
        .statusCode(200)
        .body("accepted", is(1))
        .body("rejected.line", is(Arrays.asList(2, 3)))
        .body("rejected.reason", is(Arrays.asList("not a JSON object", "'id' is empty")));
    service.put(items, JSON, "[]").statusCode(200).body("accepted", is(0));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[{\"id\":\"a\",\"title\":\"x\"},{\"id\":",
        "[{\"id\":\"a\",\"title\":\"x\"}",
        "[{\"id\":\"a\",\"title\":\"x\"} {}]",
        "[{\"id\":\"a\",\"title\":\"x\"}] []",
        "{\"id\":\"a\",\"title\":\"x\"}",
        "\"a\"",
        "nonsense",
        "",
      })
  void anArrayThatIsNoJsonStoresNothing(String body) {
    assertProblem(400, service.put(items, JSON, body));
    assertProblem(404, service.get(pool));
  }

  @Test
  void theSameLinesTwiceChangeNothing() {
    String body = "{\"user\":\"u\",\"item\":\"a\",\"timestamp\":5}\n".repeat(2);
    for (int i = 0; i < 2; i++) {
      service.put(interactions, NDJSON, body).statusCode(200).body("accepted", is(2));
    }
    service.get(pool).body("interactions", is(1)).body("staged.interactions", is(1));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"id\":5,\"title\":\"x\"} | 'id' is not text",
        "{\"id\":null,\"title\":\"x\"} | 'id' is missing",
        "{\"id\":\"\",\"title\":\"x\"} | 'id' is empty",
        "{\"id\":\"a\\u0000b\",\"title\":\"x\"} | 'id' holds a control character",
        "{\"id\":\"a\\nb\",\"title\":\"x\"} | 'id' holds a control character",
        "{\"id\":\"a\\ud800\",\"title\":\"x\"} | 'id' holds half of a surrogate pair",
        "{\"id\":\"a\"} | 'title' is missing",
        "{\"id\":\"a\",\"title\":\"\"} | 'title' is missing",
        "{\"id\":\"a\",\"title\":\" \\n \"} | 'title' is missing",
        "{\"id\":\"a\",\"title\":[\"x\"]} | 'title' is not text",
        "{\"id\":\"a\",\"title\":\"x\",\"vector\":\"1,2\"} | 'vector' is not an array of numbers",
        "{\"id\":\"a\",\"title\":\"x\",\"vector\":[]} | 'vector' is not an array of numbers",
        "{\"id\":\"a\",\"title\":\"x\",\"vector\":[1,\"2\"]} | 'vector[1]' is not a finite number",
        "{\"id\":\"a\",\"title\":\"x\",\"vector\":[1,null]} | 'vector[1]' is not a finite number",
        "{\"id\":\"a\",\"title\":\"x\",\"vector\":[1e39]} | 'vector[0]' is not a finite number",
        "{\"id\":\"a\",\"title\":\"x\",\"vector\":[NaN]} | The JSON is malformed",
        "{\"id\":\"a\",\"title\":\"x\"} {} | Something follows the JSON",
        "{\"id\":\"a\",\"title\":\"x\"}} | The JSON is malformed",
        "[\"a\"] | not a JSON object",
        "null | not a JSON object",
        "id,title | The JSON is malformed",
      })
  void aBadItemIsRejectedWithItsReason(String line, String reason) {
    service
        .put(items, NDJSON, "{\"id\":\"good\",\"title\":\"x\"}\n" + line + "\n")
        .statusCode(200)
        .body("accepted", is(1))
        .body("rejected.line", is(Arrays.asList(2)))
        .body("rejected[0].reason", containsString(reason));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"item\":\"a\"} | 'user' is missing",
        "{\"user\":\"u\"} | 'item' is missing",
        "{\"user\":\".\",\"item\":\"a\"} | 'user' is '.', which no path can name",
        "{\"user\":\"..\",\"item\":\"a\"} | 'user' is '..', which no path can name",
        "{\"user\":\"u\",\"item\":7} | 'item' is not text",
        "{\"user\":\"u\",\"item\":\"a\",\"timestamp\":1.5} | 'timestamp' is not a whole number",
        "{\"user\":\"u\",\"item\":\"a\",\"timestamp\":\"now\"} | 'timestamp' is not a whole number",
        "{\"user\":\"u\",\"item\":\"a\",\"timestamp\":1e30} | 'timestamp' is not a whole number",
        "{\"user\":\"u\",\"item\":\"a\",\"timestamp\":1e999999999} | not a whole number",
        "{\"user\":\"u\",\"item\":\"a\",\"rating\":\"5\"} | 'rating' is not a finite number",
        "{\"user\":\"u\",\"item\":\"a\",\"rating\":1e400} | 'rating' is not a finite number",
      })
  void aBadInteractionIsRejectedWithItsReason(String line, String reason) {
    service
        .put(interactions, NDJSON, "{\"user\":\"u\",\"item\":\"a\"}\n" + line)
        .statusCode(200)
        .body("accepted", is(1))
        .body("rejected[0].reason", containsString(reason));
  }

  @Test
  void idsAndTitlesAreMeasuredInCharactersAtTheirEdges() {
    String emoji = "\uD83D\uDE80";
    String body =
        item("x".repeat(200), "t".repeat(1000))
            + item(emoji.repeat(200), emoji.repeat(1000))
            + item("x".repeat(201), "t")
            + item(emoji.repeat(201), "t")
            + item("long", "t".repeat(1001))
            + item("longer", "t".repeat(10_000))
            + item("tab\u00e9", "Sense\\tand\\n\\u0000 Sensibility ")
            + item("../../etc/passwd", "path")
            + item("lrgd:{default/books}:active", "key");
    service
        .put(items, NDJSON, body)
        .statusCode(200)
        .body("accepted", is(5))
        .body("rejected.line", is(Arrays.asList(3, 4, 5, 6)))
        .body("rejected[0].reason", is("'id' is longer than 200 characters"))
        .body("rejected[3].reason", is("'title' is longer than 1000 characters"));
  }

  @Test
  void vectorsOfAPoolHaveOneLength() {
    service
        .put(
            items,
            NDJSON,
            """
            {"id":"a","title":"x","vector":[1,2]}
            {"id":"b","title":"x","vector":[1,2,3]}
            {"id":"c","title":"x"}
            """)
        .body("accepted", is(2))
        .body("rejected[0].reason", is("'vector' has 3 numbers, but the pool's vectors have 2"));
    service
        .put(items, JSON, "[{\"id\":\"d\",\"title\":\"x\",\"vector\":[1]}]")
        .body("accepted", is(0))
        .body("rejected[0].line", is(1));
  }

  @Test
  void aVectorHasAtMost4096Numbers() {
    String line = "{\"id\":\"a\",\"title\":\"x\",\"vector\":[1%s]}\n";
    service
        .put(items, NDJSON, line.formatted(",1".repeat(4096)) + line.formatted(",1".repeat(4095)))
        .body("accepted", is(1))
        .body("rejected.line", is(Arrays.asList(1)))
        .body("rejected[0].reason", is("'vector' has more than 4096 numbers"));
  }

  @Test
  void aByteOrderMarkAndCarriageReturnsAreNoFaults() {
    service
        .put(items, NDJSON, "\uFEFF" + item("a", "x").replace("\n", "\r\n") + "\r\n" + "  \n")
        .body("accepted", is(1))
        .body("rejected", is(empty()));
  }

  @Test
  void bytesThatAreNoTextAreRejected() {
    byte[] body = "{\"id\":\"a\",\"title\":\"?\"}\n{\"id\":\"b\",\"title\":\"x\"}".getBytes();
    body[20] = (byte) 0xFF;
    service
        .request()
        .contentType(NDJSON)
        .body(body)
        .put(items)
        .then()
        .statusCode(200)
        .body("accepted", is(1))
        .body("rejected.line", is(Arrays.asList(1)));
  }

  @Test
  void aBodyMayComeAsGzip() throws IOException {
    gzipped(gzip(item("a", "Emma"))).statusCode(200).body("accepted", is(1));
  }

  @Test
  void damagedGzipStoresNothing() throws IOException {
    StringBuilder body = new StringBuilder();
    for (int i = 0; i < 5000; i++) {
      body.append(item("item-" + i * 7919, "Title " + i));
    }
    byte[] whole = gzip(body.toString());
    for (int length : new int[] {0, 1, 9, whole.length / 2, whole.length - 1}) {
      assertProblem(400, gzipped(Arrays.copyOf(whole, length)));
    }
    byte[] flipped = whole.clone();
    flipped[whole.length / 2] ^= 0x55;
    assertProblem(400, gzipped(flipped));
    assertProblem(400, gzipped("no gzip at all".getBytes(StandardCharsets.UTF_8)));
    assertProblem(404, service.get(pool));
  }

  @Test
  void anotherEncodingOrTypeIsNotTaken() {
    assertProblem(
        415,
        service
            .request()
            .contentType(NDJSON)
            .header("content-encoding", "br")
            .body("x")
            .put(items)
            .then());
    assertProblem(415, service.put(items, "text/csv", "id,title"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Books", "-books", "b%20c", "b_c", "b.c", "%F0%9F%9A%80", "a:b", "a%2Fb"})
  void aPoolsNameHasAForm(String name) {
    assertProblem(400, service.put("/v1/pools/" + name + "/items", NDJSON, item("a", "x")));
    assertProblem(400, service.get("/v1/pools/" + name));
  }

  @Test
  void aPoolsNameHasAtMost63Characters() {
    String edge = Service.newPool() + "x".repeat(63);
    service
        .put("/v1/pools/" + edge.substring(0, 63) + "/items", NDJSON, item("a", "x"))
        .statusCode(200);
    assertProblem(
        400, service.put("/v1/pools/" + edge.substring(0, 64) + "/items", NDJSON, item("a", "x")));
    service.get("/v1/pools").body("pools.name", hasItem(edge.substring(0, 63)));
  }

  @Test
  void whatIsRejectedAltogetherBeginsNoPool() {
    service.put(items, NDJSON, "nonsense\n").statusCode(200).body("accepted", is(0));
    service.put(items, NDJSON, "").statusCode(200).body("accepted", is(0));
    assertProblem(404, service.get(pool));
  }

  @Test
  void outcomesComeAsLinesAndABadOneNeverLosesTheGoodOnes() {
    String name = Service.newPool();
    service.fillAndAdapt(name, 4);
    String feedback = "/v1/pools/" + name + "/feedback";
    String answered =
        service
            .post("/v1/pools/" + name + "/recommendations", "{\"user\":\"u1\"}")
            .extract()
            .path("recommendation");
    String lines =
        """
        {"recommendation":"%1$s","item":"c","event":"click"}
        {"recommendation":"%1$s","item":"c","event":"skip","eventId":"e1"}
        {"recommendation":"%1$s","item":"c","event":"look"}

        {"recommendation":"%1$s","item":"c"}
        {"recommendation":"%1$s","item":"","event":"click"}
        {"recommendation":"%1$s","item":"c","event":"click","eventId":5}
        {"recommendation":"%1$s","item":"c","event":"click","evntId":"e2"}
        {"recommendation":"nobody-knows-it","item":"c","event":"purchase"}
        {"recommendation":"%1$s","item":"c","event":"click"}
        """
            .formatted(answered);
    service
        .post(feedback, NDJSON, lines)
        .statusCode(202)
        .body("accepted", is(4))
        .body("duplicates", is(1))
        .body("unmatched", is(1))
        .body("rejected.line", is(Arrays.asList(3, 5, 6, 7, 8)))
        .body(
            "rejected.reason",
            is(
                Arrays.asList(
                    "'event' is not one of click, purchase, skip",
                    "'event' is missing",
                    "'item' is empty",
                    "'eventId' is not text",
                    "holds more than event, eventId, item, recommendation")));
    service
        .post(feedback, NDJSON, lines)
        .statusCode(202)
        .body("duplicates", is(4))
        .body("unmatched", nullValue());
    service.get("/v1/pools/" + name).body("staged.interactions", is(1));
    service.request().delete("/v1/pools/" + name + "/users/u1").then().body("outcomes", is(2));

    service.post(feedback, NDJSON, "").statusCode(202).body("accepted", is(0));
    assertProblem(404, service.post(pool + "/feedback", NDJSON, lines));
    assertProblem(400, service.post(feedback, JSON, "[" + lines.lines().findFirst().get() + "]"));
  }

  @Test
  void anOutcomeThatAnswersNothingSaysSo() {
    String name = Service.newPool();
    service.fillAndAdapt(name, 4);
    service
        .post(
            "/v1/pools/" + name + "/feedback",
            "{\"recommendation\":\"nonesuch\",\"item\":\"a\",\"event\":\"click\"}")
        .statusCode(202)
        .body("unmatched", is(true));
  }

  @Test
  void aChoiceIsTheNewestOfItsUserAlsoWhereTimesAreMilliseconds() {
    String name = Service.newPool();
    service.fillAndAdapt(name, 4);
    StringBuilder chosen = new StringBuilder();
    for (int i = 0; i < 2; i++) {
      chosen.append(
          "{\"user\":\"ms\",\"item\":\"%s\",\"timestamp\":%d}\n"
              .formatted("ab".substring(i, i + 1), 1_700_000_000_000L + i));
    }
    String path = "/v1/pools/" + name;
    service.put(path + "/interactions", NDJSON, chosen.toString()).statusCode(200);
    String request = "{\"user\":\"ms\",\"explain\":true,\"demonstrations\":0}";
    String answered =
        service.post(path + "/recommendations", request).extract().path("recommendation");
    service
        .post(
            path + "/feedback",
            "{\"recommendation\":\"%s\",\"item\":\"c\",\"event\":\"click\"}".formatted(answered))
        .statusCode(202)
        .body("unmatched", nullValue());
    service
        .post(path + "/recommendations", request)
        .body("items[0].explanation.history.id", is(Arrays.asList("a", "b", "c")));
  }

  @Test
  void anErasedUserLeavesAReceiptAndNothingElse() {
    String name = Service.newPool();
    service.fillAndAdapt(name, 4);
    service
        .post(
            "/v1/pools/" + name + "/feedback",
            "{\"recommendation\":\"r\",\"item\":\"a\",\"event\":\"click\"}")
        .statusCode(202);
    service
        .request()
        .delete("/v1/pools/" + name + "/users/u1")
        .then()
        .statusCode(200)
        .body("pool", is(name))
        .body("interactions", is(3))
        .body("demonstrations", is(2))
        .body("versions", is(1))
        .body("outcomes", is(0));
    service
        .request()
        .delete("/v1/pools/" + name + "/users/u1")
        .then()
        .statusCode(200)
        .body("interactions", is(0))
        .body("demonstrations", is(0));
    service.get("/v1/pools/" + name).body("interactions", is(9)).body("demonstrations", is(6));
  }

  @Test
  void theReceiptOfAnErasureCanBeAskedForLaterAndNamesNobody() {
    String name = Service.newPool();
    service.fillAndAdapt(name, 4);
    Map<String, Object> receipt =
        service
            .request()
            .delete("/v1/pools/" + name + "/users/u1")
            .then()
            .statusCode(200)
            .body(not(containsString("u1")))
            .extract()
            .path("");
    String path = "/erasures/" + receipt.get("receipt");
    service.get("/v1/pools/" + name + path).statusCode(200).body("", is(receipt));

    String other = Service.newPool();
    service.fill(other, 1);
    assertProblem(404, service.get("/v1/pools/" + other + path));
    assertProblem(404, service.get("/v1/pools/" + name + "/erasures/none"));
    assertProblem(404, service.get("/v1/pools/no-such-pool" + path));
  }

  @Test
  void usersWhoseIdsLookLikePathsCanBeErased() {
    service
        .put(interactions, NDJSON, "{\"user\":\"a/../b c\\u00e9\",\"item\":\"a\"}")
        .body("accepted", is(1));
    service
        .request()
        .delete(pool + "/users/a%2F..%2Fb%20c%C3%A9")
        .then()
        .statusCode(200)
        .body("interactions", is(1));
    assertProblem(400, service.request().delete(pool + "/users/a%00b").then());
    assertProblem(400, service.request().delete(pool + "/users/" + "x".repeat(201)).then());
    assertProblem(404, service.request().delete("/v1/pools/no-such-pool/users/u").then());
  }

  @Test
  void usersCanBeErasedWithoutBeingNamedInAPath() {
    String name = Service.newPool();
    service.fill(name, 1);
    String path = "/v1/pools/" + name;
    service
        .put(path + "/interactions", NDJSON, "{\"user\":\"a/b\",\"item\":\"a\"}")
        .body("accepted", is(1));
    String user = "{\"user\":\"a/b\"}";
    Map<String, Object> receipt =
        service
            .post(path + "/erasures", user)
            .statusCode(200)
            .body("interactions", is(1))
            .extract()
            .path("");
    service.get(path + "/erasures/" + receipt.get("receipt")).body("", is(receipt));
    service.post(path + "/erasures", user).statusCode(200).body("interactions", is(0));

    assertProblem(400, service.post(path + "/erasures", "{}"));
    assertProblem(400, service.post(path + "/erasures", "{\"user\":\"u0\",\"user\":\"a/b\"}"));
    assertProblem(400, service.post(path + "/erasures", "{\"user\":\"..\"}"));
    assertProblem(400, service.post(path + "/erasures", "{\"user\":\"" + "x".repeat(201) + "\"}"));
    assertProblem(400, service.post(path + "/erasures", "{\"user\":\"u\",\"pool\":\"p\"}"));
    assertProblem(404, service.post("/v1/pools/no-such-pool/erasures", user));
  }

  @ParameterizedTest
  @ValueSource(strings = {"%ff", "a%C3", "%C3(", "%ED%A0%80", "u0;x", "u0/", "/u0", "%75%30;"})
  void aPathThatNamesNobodyForSureIsNotTakenForAnothers(String user) {
    String name = Service.newPool();
    service.fill(name, 1);
    HttpRequest request =
        HttpRequest.newBuilder(root.resolve("/v1/pools/" + name + "/users/" + user))
            .DELETE()
            .build();
    assertEquals(400, Service.statusOf(request));
    service
        .request()
        .delete("/v1/pools/" + name + "/users/%C3%BC%3B%2F")
        .then()
        .statusCode(200)
        .body("interactions", is(0));
    service
        .request()
        .delete("/v1/pools/" + name + "/users/u0")
        .then()
        .statusCode(200)
        .body("interactions", is(3));
  }

  @Test
  void statusSaysWhatWaits() {
    String name = Service.newPool();
    service.fill(name, 2);
    service
        .get("/v1/pools/" + name)
        .statusCode(200)
        .body("name", is(name))
        .body("activeVersion", nullValue())
        .body("items", is(5))
        .body("interactions", is(6))
        .body("staged.items", is(5))
        .body("staged.interactions", is(6))
        .body("lastAdaptation", nullValue());
    service.post("/v1/pools/" + name + "/adaptations").statusCode(200);
    service
        .get("/v1/pools/" + name)
        .body("activeVersion", is(1))
        .body("staged.items", is(0))
        .body("staged.interactions", is(0))
        .body("demonstrations", is(4))
        .body("health.effectiveDemonstrations", is(4f))
        .body("health.alarms", is(empty()))
        .body("lastAdaptation.after.version", is(1))
        .body("lastAdaptation.changes", hasItems("Version 1 is the first one."));
    service.get("/v1/pools").body("pools.name", hasItem(name)).body(not(containsString("acme")));
  }

  private io.restassured.response.ValidatableResponse gzipped(byte[] body) {
    return service
        .request()
        .contentType(NDJSON)
        .header("content-encoding", "gzip")
        .body(body)
        .put(items)
        .then();
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return packed.toByteArray();
  }

  private static String item(String id, String title) {
    return "{\"id\":\"" + id + "\",\"title\":\"" + title + "\"}\n";
  }
}
