package dev.lrgd.api;

import static dev.lrgd.api.Service.assertProblem;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.in;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.net.URI;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Recommendations and effects over HTTP; what they recommend is tested where it is decided. */
@QuarkusTest
class RecommendationsTest {

  @TestHTTPResource URI root;

  private Service service;
  private String pool;

  @BeforeEach
  void fill() {
    service = new Service(root);
    String name = Service.newPool();
    pool = "/v1/pools/" + name;
    service.fillAndAdapt(name, 15);
  }

  @Test
  void theAnswerHasTheContractsShape() {
    recommend("{\"history\":[\"a\",\"b\"],\"limit\":3,\"explain\":true}")
        .statusCode(200)
        .body("recommendation", notNullValue())
        .body("pool", is(pool.substring("/v1/pools/".length())))
        .body("poolVersion", is(1))
        .body("rankedBy", is("dual-model"))
        .body("items", hasSize(3))
        .body("items.rank", is(List.of(1, 2, 3)))
        .body("items[0].title", notNullValue())
        .body("selection.effect", notNullValue())
        .body("selection.lowerBound", notNullValue())
        .body("selection.mass", notNullValue())
        .body("degraded", is(empty()));
  }

  @Test
  void candidatesAreCollapsedAndExcludedOnesStayAway() {
    recommend(
            """
            {"history":["a"],"candidates":["b","b",{"id":"b"},"c",{"title":"Brand new"},"d"],
             "exclude":["d"]}""")
        .statusCode(200)
        .body("items", hasSize(3))
        .body("items.id", not(hasItem("d")))
        .body("items.title", containsInAnyOrder("Title of b", "Title of c", "Brand new"));
  }

  @Test
  void aStrangerIsAnswered() {
    recommend("{}").statusCode(200).body("items.id", everyItem(is(in("abcde".split("")))));
    recommend("{\"history\":[],\"limit\":1}").body("items", hasSize(1));
  }

  @Test
  void aStagedItemIsFoundByItsIdBeforeAnyAdaptation() {
    service
        .put(pool + "/items", Service.NDJSON, "{\"id\":\"new\",\"title\":\"Title of new\"}")
        .statusCode(200);
    recommend("{\"history\":[\"a\"],\"candidates\":[\"new\",\"b\"]}")
        .statusCode(200)
        .body("items.title", containsInAnyOrder("Title of new", "Title of b"));
  }

  @Test
  void aRecommendationCanBeAnsweredByFeedback() {
    String id = recommend("{\"user\":\"u1\",\"history\":[\"a\"]}").extract().path("recommendation");
    service
        .post(
            pool + "/feedback",
            "{\"recommendation\":\"%s\",\"item\":\"b\",\"event\":\"click\"}".formatted(id))
        .statusCode(202);
    service.request().delete(pool + "/users/u1").then().body("outcomes", is(1));
  }

  @ParameterizedTest
  @CsvSource({
    "limit,1,100,0,101",
    "demonstrations,0,16,-1,17",
  })
  void numbersHaveLimitsAtBothEdges(String field, int low, int high, int under, int over) {
    for (int good : new int[] {low, high}) {
      recommend("{\"history\":[\"a\"],\"%s\":%d}".formatted(field, good)).statusCode(200);
    }
    for (int bad : new int[] {under, over}) {
      assertProblem(400, recommend("{\"history\":[\"a\"],\"%s\":%d}".formatted(field, bad)))
          .body("violations[0].field", is(field));
    }
  }

  @ParameterizedTest
  @CsvSource({"history,200", "candidates,500"})
  void listsHaveLimitsAtTheirEdges(String field, int limit) {
    recommend("{\"%s\":[%s]}".formatted(field, titles(limit))).statusCode(200);
    assertProblem(400, recommend("{\"%s\":[%s]}".formatted(field, titles(limit + 1))))
        .body("violations[0].field", is(field));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"histroy\":[\"a\"]}",
        "{\"history\":\"a\"}",
        "{\"history\":[5]}",
        "{\"history\":[null]}",
        "{\"history\":[{}]}",
        "{\"history\":[{\"id\":\"a\",\"titel\":\"x\"}]}",
        "{\"history\":[\"\"]}",
        "{\"history\":[\"a\\u0000\"]}",
        "{\"history\":[[\"a\"]]}",
        "{\"limit\":\"5\"}",
        "{\"limit\":1.5}",
        "{\"limit\":1e99}",
        "{\"limit\":true}",
        "{\"limit\":NaN}",
        "{\"ranker\":\"best\"}",
        "{\"ranker\":1}",
        "{\"explain\":\"yes\"}",
        "{\"explain\":1}",
        "{\"user\":7}",
        "{\"user\":\"\"}",
        "{\"exclude\":\"a\"}",
        "{\"exclude\":[null]}",
        "{\"limit\":5,}",
        "{\"limit\":5",
        "{} {}",
        "[]",
        "null",
        "",
      })
  void whatCannotBeReadIsRefused(String body) {
    assertProblem(400, recommend(body));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"limit\":2147483648} | limit | is a number out of range",
        "{\"limit\":1e99} | limit | has the wrong type",
        "{\"limit\":\"5\"} | limit | has the wrong type",
        "{\"history\":[\"a\",5]} | history[1] | has the wrong type",
        "{\"history\":[null]} | history[0] | must not be null",
        "{\"history\":[{}]} | history[0] | must have an id, or a title that is not blank",
        "{\"history\":[{\"title\":\"\"}]} | history[0] | must have an id, or a title that is not"
            + " blank",
        "{\"candidates\":[\"a\",{\"title\":\" \\t\"}]} | candidates[1] | must have an id, or a"
            + " title that is not blank",
        "{\"exclude\":[\"a\",null]} | exclude[1] | must not be null",
        "{\"ranker\":\"best\"} | ranker | must be one of auto, dual-model, llm",
        "{\"user\":\".\"} | user | which no path can name",
        "{\"user\":\"..\"} | user | which no path can name",
        "{\"histroy\":[]} | histroy | is not known here; known are candidates, demonstrations",
        "null | body | must not be null",
        "[] | body | has the wrong type",
      })
  void aBrokenRuleIsNamedByItsPathAndNotByAPlaceInTheText(
      String body, String field, String message) {
    assertProblem(400, recommend(body))
        .body("violations[0].field", is(field))
        .body("violations[0].message", containsString(message))
        .body("detail", startsWith("'" + field + "' "))
        .body("detail", not(containsString("column")));
  }

  @Test
  void anEmptyBodyIsCalledTheBody() {
    assertProblem(400, recommend("")).body("violations[0].field", is("body"));
  }

  @Test
  void idsOfDotsAreOnlyRefusedForUsers() {
    recommend("{\"user\":\"...\",\"history\":[\".\"]}").statusCode(200);
  }

  @Test
  void aPoolWithoutAVersionSaysHowToMakeOne() {
    String name = Service.newPool();
    service.fill(name, 1);
    String staged = "/v1/pools/" + name;
    assertProblem(422, service.post(staged + "/recommendations", "{\"history\":[\"a\"]}"))
        .body("violations[0].field", is("candidates"))
        .body("detail", containsString("no version yet"))
        .body("detail", containsString("adaptations"));
    assertProblem(
            422, service.post(staged + "/effects", "{\"target\":\"a\",\"demonstrations\":[]}"))
        .body("detail", containsString("no version yet"));
    service.post(staged + "/recommendations", "{\"candidates\":[\"a\",\"b\"]}").statusCode(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "[\"b\"]", "[\"b\",{\"id\":\"b\"}]"})
  void aTargetThatCompetesWithNothingIsImpossible(String candidates) {
    assertProblem(
            422,
            effects(
                "{\"history\":[\"a\"],\"target\":\"b\",\"candidates\":%s,\"demonstrations\":[]}"
                    .formatted(candidates)))
        .body("violations[0].field", is("candidates"));
  }

  @Test
  void aDemonstrationIsGivenByIdOrInFullAndNotBoth() {
    assertProblem(
            400,
            effects(
                """
                {"target":"b","demonstrations":[{"id":"d","history":["a"],"target":"b"}]}"""))
        .body("violations[0].field", is("demonstrations[0]"))
        .body("violations[0].message", containsString("not both"));
  }

  @Test
  void titlesHaveTheLimitOfTheCatalogue() {
    recommend("{\"history\":[{\"title\":\"%s\"}]}".formatted("x".repeat(1000))).statusCode(200);
    assertProblem(400, recommend("{\"history\":[{\"title\":\"%s\"}]}".formatted("x".repeat(1001))));
    assertProblem(
        400, recommend("{\"candidates\":[{\"title\":\"%s\"}]}".formatted("x".repeat(10_000))));
    recommend("{\"history\":[{\"title\":\"\\ud83d\\ude80 \\u0007\"}]}").statusCode(200);
  }

  @Test
  void excludingEverythingIsImpossible() {
    assertProblem(422, recommend("{\"candidates\":[\"a\"],\"exclude\":[\"a\"]}"));
    assertProblem(422, recommend("{\"exclude\":[\"a\",\"b\",\"c\",\"d\",\"e\"]}"));
  }

  @Test
  void anUnknownPoolIsNotFound() {
    assertProblem(404, service.post("/v1/pools/no-such-pool/recommendations", "{}"));
    assertProblem(
        404,
        service.post("/v1/pools/no-such-pool/effects", "{\"target\":\"b\",\"demonstrations\":[]}"));
  }

  @Test
  void effectsMeasureTheSetAndEachOfIt() {
    String id =
        service.get(pool + "/demonstrations?limit=1").extract().path("demonstrations[0].id");
    effects(
            """
            {"history":["a"],"target":"b","candidates":["b","c"],
             "demonstrations":["%s",{"history":["c"],"target":"d"}]}"""
                .formatted(id))
        .statusCode(200)
        .body("demonstrations", hasSize(2))
        .body("demonstrations.effect", hasSize(2))
        .body("demonstrations.direction", hasSize(2))
        .body("demonstrations.mass", hasSize(2))
        .body("demonstrations.marginal", hasSize(2))
        .body("demonstrations.leaveOneOut", hasSize(2))
        .body("effect", notNullValue())
        .body("mass", notNullValue())
        .body("lowerBound", notNullValue())
        .body("lossBefore", notNullValue())
        .body("lossAfter", notNullValue());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"target\":\"b\"}",
        "{\"demonstrations\":[]}",
        "{\"target\":\"b\",\"demonstrations\":[{}]}",
        "{\"target\":\"b\",\"demonstrations\":[{\"history\":[\"a\"]}]}",
        "{\"target\":\"b\",\"demonstrations\":[{\"history\":[],\"target\":\"a\"}]}",
        "{\"target\":\"b\",\"demonstrations\":[null]}",
        "{\"target\":\"b\",\"demonstrations\":[],\"extra\":1}",
        "{\"target\":5,\"demonstrations\":[]}",
      })
  void badEffectRequestsAreRefused(String body) {
    assertProblem(400, effects(body));
  }

  private ValidatableResponse recommend(String body) {
    return service.post(pool + "/recommendations", body);
  }

  private ValidatableResponse effects(String body) {
    return service.post(pool + "/effects", body);
  }

  private static String titles(int count) {
    return IntStream.range(0, count)
        .mapToObj("{\"title\":\"Title %d\"}"::formatted)
        .collect(Collectors.joining(","));
  }
}
