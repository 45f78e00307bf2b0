package dev.lrgd.api;

import static dev.lrgd.api.Service.JSON;
import static dev.lrgd.api.Service.NDJSON;
import static dev.lrgd.api.Service.assertProblem;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The configurable bounds at, under and over their edges. */
@QuarkusTest
@TestProfile(SmallBoundsTest.Bounds.class)
class SmallBoundsTest {

  private static final int MAX_STREAM = 100_000;
  private static final int MAX_LINE = 2_000;

  @TestHTTPResource URI root;

  private Service service;
  private String items;

  public static class Bounds implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "lrgd.api.max-stream",
          String.valueOf(MAX_STREAM),
          "lrgd.api.max-line",
          String.valueOf(MAX_LINE),
          "lrgd.api.max-rejected",
          "3",
          "lrgd.api.max-bad-lines",
          "7",
          "lrgd.api.max-lines",
          "40",
          "lrgd.store.memory.max-items",
          "10",
          "lrgd.feedback.memory.max-outcomes",
          "1500");
    }
  }

  @BeforeEach
  void service() {
    service = new Service(root);
    items = "/v1/pools/" + Service.newPool() + "/items";
  }

  @Test
  void aStreamMayBeAsLongAsItsLimitAndNoLonger() {
    String good = "{\"id\":\"a\",\"title\":\"x\"}\n";
    String blank = "\n".repeat(MAX_STREAM - good.length());
    service.put(items, NDJSON, good + blank).statusCode(200).body("accepted", is(1));
    assertProblem(413, service.put(items.replace("pool-", "q-"), NDJSON, good + blank + "\n"));
    assertProblem(404, service.get(items.replace("pool-", "q-").replace("/items", "")));
  }

  @Test
  void aBodyHoldsAsManyRecordsAsItsLimitAndNoMore() {
    String one = "{\"user\":\"u\",\"item\":\"a\"}";
    String interactions = items.replace("/items", "/interactions");
    service
        .put(interactions, NDJSON, (one + "\n").repeat(40))
        .statusCode(200)
        .body("accepted", is(40));
    String other = interactions.replace("pool-", "r-");
    assertProblem(413, service.put(other, NDJSON, (one + "\n").repeat(41)));
    assertProblem(413, service.put(other, JSON, "[" + one + ("," + one).repeat(40) + "]"));
    assertProblem(404, service.get(other.replace("/interactions", "")));
  }

  @Test
  void outcomesThatFindNoRoomSayHowManyWereStored() throws IOException {
    service.put(items, NDJSON, "{\"id\":\"a\",\"title\":\"x\"}\n").statusCode(200);
    String feedback = items.replace("/items", "/feedback");
    assertProblem(429, outcomes(feedback, 0, 1501))
        .body("detail", endsWith("the first 1500 good lines are stored."));
    outcomes(feedback, 0, 1500).statusCode(202).body("duplicates", is(1500));
    assertProblem(429, outcomes(feedback, 1500, 1501));
  }

  private ValidatableResponse outcomes(String feedback, int from, int to) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      for (int i = from; i < to; i++) {
        String line = "{\"recommendation\":\"r\",\"item\":\"%d\",\"event\":\"skip\"}\n";
        out.write(line.formatted(i).getBytes(StandardCharsets.UTF_8));
      }
    }
    return service
        .request()
        .contentType(NDJSON)
        .header("content-encoding", "gzip")
        .body(packed.toByteArray())
        .post(feedback)
        .then();
  }

  @Test
  void aPackedStreamIsMeasuredUnpacked() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write("\n".repeat(10_000_000).getBytes(StandardCharsets.UTF_8));
    }
    assertProblem(
        413,
        service
            .request()
            .contentType(NDJSON)
            .header("content-encoding", "gzip")
            .body(packed.toByteArray())
            .put(items)
            .then());
  }

  @Test
  void aLineThatIsTooLongLosesNoOther() {
    String frame = "{\"id\":\"a\",\"title\":\"x\",\"more\":\"\"}";
    String atTheEdge = frame.replace("\"\"}", "\"" + "y".repeat(MAX_LINE - frame.length()) + "\"}");
    String over = atTheEdge.replace("yy", "yyy");
    service
        .put(items, NDJSON, over + "\n" + atTheEdge + "\n{\"id\":\"b\",\"title\":\"x\"}")
        .statusCode(200)
        .body("accepted", is(2))
        .body("rejected.line", is(List.of(1)));
  }

  @Test
  void rejectedLinesAreListedUpToABoundAndCountedBeyond() {
    service
        .put(items, NDJSON, "x\n".repeat(3))
        .body("rejected", hasSize(3))
        .body("moreRejected", nullValue());
    service
        .put(items, NDJSON, "x\n".repeat(5))
        .body("accepted", is(0))
        .body("rejected", hasSize(3))
        .body("moreRejected", is(2));
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "{x", "{}"})
  void aBodyOfBadLinesIsGivenUpAndStoresNothing(String bad) {
    String good = "{\"id\":\"a\",\"title\":\"x\"}\n";
    service
        .put(items, NDJSON, good + (bad + "\n").repeat(7))
        .statusCode(200)
        .body("accepted", is(1))
        .body("moreRejected", is(4));
    String other = items.replace("pool-", "bad-");
    assertProblem(400, service.put(other, NDJSON, good + (bad + "\n").repeat(8)))
        .body("detail", startsWith("Given up at line 9, "));
    assertProblem(400, service.put(other, JSON, "[" + "1,".repeat(8) + good + "]"));
    assertProblem(404, service.get(other.replace("/items", "")));
  }

  @Test
  void aPoolThatIsFullTakesNothingMore() {
    service.put(items, JSON, array(0, 10)).statusCode(200).body("accepted", is(10));
    assertProblem(429, service.put(items, JSON, array(9, 11)));
    service.put(items, JSON, array(0, 10)).statusCode(200);
    service.get(items.replace("/items", "")).body("items", is(10));
  }

  private static String array(int from, int to) {
    StringBuilder array = new StringBuilder("[");
    for (int i = from; i < to; i++) {
      array.append(i > from ? "," : "").append("{\"id\":\"%d\",\"title\":\"x\"}".formatted(i));
    }
    return array.append("]").toString();
  }
}
