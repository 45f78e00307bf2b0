package dev.lrgd.api;

import static dev.lrgd.api.Service.assertProblem;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.net.URI;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Many requests in one: each is answered as it would be alone. */
@QuarkusTest
class BatchTest {
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

  private ValidatableResponse batch(String... requests) {
    return service.post(
        pool + "/recommendations:batch", "{\"requests\":[" + String.join(",", requests) + "]}");
  }

  @Test
  void everyRequestIsAnsweredInItsPlace() {
    batch(
            "{\"history\":[\"a\"],\"candidates\":[\"b\",\"c\"]}",
            "{\"limit\":3}",
            "{\"user\":\"u1\",\"limit\":2,\"explain\":true}")
        .statusCode(200)
        .body("answers", hasSize(3))
        .body("answers.problem", everyItem(nullValue()))
        .body("answers[0].recommendation.items.id", containsInAnyOrder("b", "c"))
        .body("answers[1].recommendation.rankedBy", is("popularity"))
        .body("answers[1].recommendation.items", hasSize(3))
        .body("answers[2].recommendation.items[0].explanation", notNullValue());
  }

  @Test
  void aRequestThatIsRefusedLosesNoOther() {
    batch(
            "{\"limit\":0}",
            "{\"histroy\":[\"a\"]}",
            "{\"candidates\":[\"a\"],\"exclude\":[\"a\"]}",
            "null",
            "{\"history\":[\"a\"]}")
        .statusCode(200)
        .body("answers.problem.status", is(List.of(400, 400, 422, 400)))
        .body("answers[0].problem.violations[0].field", is("requests[0].limit"))
        .body("answers[1].problem.violations[0].field", is("requests[1].histroy"))
        .body("answers[1].problem.detail", startsWith("'requests[1].histroy' is not known here"))
        .body("answers[1].problem.detail", not(containsString("line")))
        .body("answers[2].problem.violations[0].field", is("requests[2].candidates"))
        .body("answers[3].problem.detail", containsString("'requests[3]'"))
        .body("answers[4].recommendation.items", hasSize(5));
  }

  @Test
  void aPoolThatIsNotThereIsEveryRequestsProblem() {
    service
        .post("/v1/pools/no-such-pool/recommendations:batch", "{\"requests\":[{},{}]}")
        .statusCode(200)
        .body("answers.problem.status", is(List.of(404, 404)));
  }

  @Test
  void aBatchHasOneRequestToAHundred() {
    batch(Collections.nCopies(100, "{\"limit\":1}").toArray(String[]::new))
        .statusCode(200)
        .body("answers.recommendation.items", hasSize(100));
    assertProblem(400, batch(Collections.nCopies(101, "{}").toArray(String[]::new)));
    assertProblem(400, batch());
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "[]", "{\"requests\":7}", "{\"x\":[]}", ""})
  void aBodyThatIsNoBatchIsRefusedAsAWhole(String body) {
    assertProblem(400, service.post(pool + "/recommendations:batch", body));
  }

  @Test
  void aBatchMayBeLongerThanARequestButNotEndless() {
    String title = "{\"title\":\"" + "x".repeat(1000) + "\"}";
    String request = "{\"history\":[" + String.join(",", Collections.nCopies(30, title)) + "]}";
    batch(Collections.nCopies(20, request).toArray(String[]::new)).statusCode(200);
    String blank = " ".repeat((4 << 20) - "{\"requests\":[{}]}".length());
    batch(blank + "{}").statusCode(200);
    assertProblem(413, batch(blank + " {}"));
  }
}
