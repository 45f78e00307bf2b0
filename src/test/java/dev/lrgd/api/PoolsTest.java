package dev.lrgd.api;

import static dev.lrgd.api.Service.assertProblem;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Versions, demonstrations, adaptations and feedback over HTTP. */
@QuarkusTest
class PoolsTest {

  @TestHTTPResource URI root;

  private Service service;
  private String name;
  private String pool;

  @BeforeEach
  void service() {
    service = new Service(root);
    name = Service.newPool();
    pool = "/v1/pools/" + name;
  }

  @Test
  void versionsAreListedAndActivated() {
    service.fillAndAdapt(name, 3);
    service.post(pool + "/adaptations").statusCode(200);

    service
        .get(pool + "/versions")
        .statusCode(200)
        .body("versions.number", is(List.of(2, 1)))
        .body("versions.active", is(List.of(true, false)))
        .body("versions[0].items", is(5))
        .body("versions[0].createdAt", notNullValue());
    service
        .post(pool + "/versions/1/activate")
        .statusCode(200)
        .body("number", is(1))
        .body("active", is(true));
    service.get(pool).body("activeVersion", is(1));
  }

  @Test
  void activationCanBeMadeToDependOnWhatIsActive() {
    service.fillAndAdapt(name, 3);
    service.post(pool + "/adaptations").statusCode(200);
    assertProblem(
        409,
        service.request().header("if-match", "\"1\"").post(pool + "/versions/1/activate").then());
    service
        .request()
        .header("if-match", "\"2\"")
        .post(pool + "/versions/1/activate")
        .then()
        .statusCode(200);
    assertProblem(
        400, service.request().header("if-match", "x").post(pool + "/versions/1/activate").then());
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "3", "-1", "one", "99999999999999999999", "1.0", "%20"})
  void aVersionThatIsNotThereCannotBeActivated(String number) {
    service.fillAndAdapt(name, 1);
    assertProblem(404, service.post(pool + "/versions/" + number + "/activate"));
  }

  @Test
  void anAdaptationAnswersItsReport() {
    service.fill(name, 3);
    service
        .post(pool + "/adaptations")
        .statusCode(200)
        .body("before", nullValue())
        .body("after.version", is(1))
        .body("after.items", is(5))
        .body("after.users", is(3))
        .body("after.interactions", is(9))
        .body("fitSeconds", greaterThanOrEqualTo(0f))
        .body("startedAt", notNullValue())
        .body("finishedAt", notNullValue());
    service.post(pool + "/adaptations").body("before.version", is(1));
    service
        .get(pool + "/adaptations")
        .statusCode(200)
        .body("adaptations.after.version", is(List.of(2, 1)));
  }

  @Test
  void aPoolWithoutItemsCannotBeAdapted() {
    service
        .put(pool + "/interactions", Service.NDJSON, "{\"user\":\"u\",\"item\":\"a\"}")
        .statusCode(200);
    assertProblem(422, service.post(pool + "/adaptations"));
  }

  @Test
  void demonstrationsArePagedWithoutGapOrRepeat() {
    service.fillAndAdapt(name, 15);
    for (String sort : List.of("weight", "effect", "newest")) {
      int total = service.get(pool).extract().path("demonstrations");
      List<String> seen = new ArrayList<>();
      String cursor = "";
      while (cursor != null) {
        JsonPath page =
            service
                .get(pool + "/demonstrations?limit=4&sort=" + sort + cursor)
                .statusCode(200)
                .extract()
                .jsonPath();
        seen.addAll(page.getList("demonstrations.id"));
        String next = page.getString("cursor");
        cursor = next == null ? null : "&cursor=" + next;
      }
      assertEquals(total, seen.size(), sort);
      assertEquals(total, new HashSet<>(seen).size(), sort);
    }
  }

  @Test
  void demonstrationsShowTitlesAndNoUser() {
    service.fillAndAdapt(name, 1);
    service
        .get(pool + "/demonstrations")
        .statusCode(200)
        .body("demonstrations", hasSize(2))
        .body(
            "demonstrations[0].keySet()",
            containsInAnyOrder(
                "id",
                "history",
                "target",
                "time",
                "provenance",
                "weight",
                "anchorWeight",
                "effect"))
        .body("demonstrations.target.title", containsInAnyOrder("Title of b", "Title of c"))
        .body("demonstrations[0].provenance", is("real"))
        .body("demonstrations[0].weight", is(0.5f))
        .body("cursor", nullValue());
  }

  @Test
  void sortsPutTheHighestFirst() {
    service.fillAndAdapt(name, 15);
    for (String sort : List.of("effect", "newest")) {
      String field = sort.equals("effect") ? "effect" : "time";
      List<Number> numbers =
          service
              .get(pool + "/demonstrations?limit=500&sort=" + sort)
              .extract()
              .jsonPath()
              .getList("demonstrations." + field);
      List<Double> found = numbers.stream().map(Number::doubleValue).toList();
      List<Double> expected = new ArrayList<>(found);
      expected.sort(Collections.reverseOrder());
      assertEquals(expected, found, sort);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "limit=0",
        "limit=501",
        "limit=-1",
        "limit=ten",
        "sort=best",
        "cursor=x",
        "cursor=%00",
        "cursor=bmV3ZXN0IDAgZA"
      })
  void aPageThatCannotBeIsRefused(String query) {
    service.fillAndAdapt(name, 1);
    assertProblem(400, service.get(pool + "/demonstrations?" + query));
  }

  @Test
  void limitsOfAPageAreInclusive() {
    service.fillAndAdapt(name, 1);
    service
        .get(pool + "/demonstrations?limit=1")
        .statusCode(200)
        .body("demonstrations", hasSize(1));
    service.get(pool + "/demonstrations?limit=500").statusCode(200);
  }

  @Test
  void feedbackIsAcceptedOnceStored() {
    service.fill(name, 1);
    String outcome =
        "{\"recommendation\":\"r1\",\"item\":\"a\",\"event\":\"%s\",\"eventId\":\"%s\"}";
    for (String event : List.of("click", "purchase", "skip")) {
      service
          .post(pool + "/feedback", outcome.formatted(event, event))
          .statusCode(202)
          .body("eventId", is(event))
          .body("duplicate", nullValue());
    }
    service
        .post(pool + "/feedback", outcome.formatted("click", "skip"))
        .statusCode(202)
        .body("duplicate", is(true));
  }

  @Test
  void feedbackWithoutAnEventIdIsStoredOnceToo() {
    service.fill(name, 1);
    String outcome = "{\"recommendation\":\"r1\",\"item\":\"a\",\"event\":\"click\"}";
    service.post(pool + "/feedback", outcome).statusCode(202).body("duplicate", nullValue());
    service.post(pool + "/feedback", outcome).statusCode(202).body("duplicate", is(true));
    service
        .post(pool + "/feedback", outcome.replace("click", "skip"))
        .body("duplicate", nullValue());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"item\":\"a\",\"event\":\"click\"}",
        "{\"recommendation\":\"r\",\"event\":\"click\"}",
        "{\"recommendation\":\"r\",\"item\":\"a\"}",
        "{\"recommendation\":\"r\",\"item\":\"a\",\"event\":\"bought\"}",
        "{\"recommendation\":\"r\",\"item\":\"a\",\"event\":\"CLICK\"}",
        "{\"recommendation\":\"r\",\"item\":\"a\",\"event\":0}",
        "{\"recommendation\":\"r\",\"item\":\"\",\"event\":\"click\"}",
        "{\"recommendation\":\"r\",\"item\":\"a\\u0007\",\"event\":\"click\"}",
        "{\"recommendation\":\"r\",\"item\":7,\"event\":\"click\"}",
        "{\"recommendation\":\"r\",\"item\":\"a\",\"event\":\"click\",\"evntId\":\"e\"}",
        "{\"recommendation\":\"r\",\"item\":\"a\",\"event\":\"click\"} {}",
        "{\"recommendation\":",
        "[]",
        "null",
        "",
        "nonsense",
      })
  void badFeedbackIsRefused(String body) {
    service.fill(name, 1);
    assertProblem(400, service.post(pool + "/feedback", body));
  }

  @Test
  void violationsNameTheFieldAndMalformedJsonThePlace() {
    service.fill(name, 1);
    assertProblem(400, service.post(pool + "/feedback", "{\"item\":\"a\",\"event\":\"click\"}"))
        .body("violations[0].field", is("recommendation"));
    assertProblem(400, service.post(pool + "/feedback", "{\"item\":\n \"a\",,}"))
        .body("detail", is("The JSON is malformed (line 2, column 6)."));
    assertProblem(400, service.post(pool + "/feedback", "{\"itm\":1}"))
        .body(
            "detail", org.hamcrest.Matchers.startsWith("'itm' is not known here; known are event"));
  }

  @Test
  void everyPathOfAPoolThatDoesNotExistSaysSo() {
    assertProblem(404, service.get(pool));
    for (String path : List.of("/demonstrations", "/versions", "/adaptations")) {
      assertProblem(404, service.get(pool + path));
    }
    assertProblem(404, service.post(pool + "/adaptations"));
    assertProblem(404, service.post(pool + "/versions/1/activate"));
    assertProblem(
        404,
        service.post(
            pool + "/feedback", "{\"recommendation\":\"r\",\"item\":\"a\",\"event\":\"click\"}"));
  }

  @Test
  void aScheduleOfOnesOwnMayGiveItsTime() {
    service.fill(name, 3);
    String eight = "{\"scheduledTime\":\"2026-11-23T08:00:00Z\"}";
    service
        .post(pool + "/adaptations", eight)
        .statusCode(200)
        .body("after.version", is(1))
        .body("scheduledTime", is("2026-11-23T08:00:00Z"));
    Object again = service.post(pool + "/adaptations", eight).statusCode(200).extract().path("");
    service.post(pool + "/adaptations", "{}").statusCode(200).body("after.version", is(2));
    service
        .get(pool + "/adaptations")
        .body("adaptations[1]", is(again))
        .body("adaptations.size()", is(2));
    service
        .post(pool + "/adaptations", eight.replace("08", "09"))
        .statusCode(200)
        .body("published", is(false))
        .body("changes", is(List.of("Version 2 stays: nothing came in since it was made.")));
    service.request().contentType("text/plain").post(pool + "/adaptations").then().statusCode(200);

    assertProblem(400, service.post(pool + "/adaptations", "{\"scheduled\":1}"));
    assertProblem(400, service.post(pool + "/adaptations", "{\"scheduledTime\":\"8 am\"}"));
    assertProblem(400, service.post(pool + "/adaptations", "{\"scheduledTime\":1795795200000}"));
    assertProblem(400, service.post(pool + "/adaptations", "nonsense"));
    assertEquals(415, chunked(pool + "/adaptations", "text/plain", eight));
    assertEquals(200, chunked(pool + "/adaptations", "application/json", eight));
    assertProblem(415, service.post(pool + "/adaptations", "text/csv", "a,b"));
    service.get(pool + "/adaptations").body("adaptations.size()", is(4));
  }

  /** The status of what is answered to a body without a length. */
  private int chunked(String path, String type, String body) {
    HttpRequest request =
        HttpRequest.newBuilder(root.resolve(path))
            .header("Content-Type", type)
            .POST(
                BodyPublishers.ofInputStream(
                    () -> new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8))))
            .build();
    return Service.statusOf(request);
  }

  @Test
  void readersSeeOneVersionOrAnotherWhileVersionsChange() throws Exception {
    service.fillAndAdapt(name, 3);
    AtomicBoolean done = new AtomicBoolean();
    ExecutorService readers = Executors.newFixedThreadPool(2);
    try {
      List<Future<Integer>> reads = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        reads.add(readers.submit(() -> readUntil(done)));
      }
      for (int round = 0; round < 8; round++) {
        service
            .put(
                pool + "/items",
                Service.NDJSON,
                "{\"id\":\"new-%d\",\"title\":\"x\"}".formatted(round))
            .statusCode(200);
        service.post(pool + "/adaptations").statusCode(200);
      }
      done.set(true);
      for (Future<Integer> read : reads) {
        read.get();
      }
    } finally {
      done.set(true);
      readers.shutdownNow();
    }
  }

  /** Version n was made of 4 + n items. */
  private int readUntil(AtomicBoolean done) {
    int reads = 0;
    while (!done.get()) {
      JsonPath status = service.get(pool).statusCode(200).extract().jsonPath();
      assertEquals(status.getInt("activeVersion"), status.getInt("lastAdaptation.after.version"));
      assertEquals(4 + status.getInt("activeVersion"), status.getInt("lastAdaptation.after.items"));
      reads++;
    }
    return reads;
  }
}
