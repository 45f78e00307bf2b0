package dev.lrgd.function;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import org.junit.jupiter.api.Test;

/** With nothing configured: no model key, no Redis, no network. */
@QuarkusTest
class ServiceStartsTest {

  @TestHTTPResource URI service;

  @Test
  void isAliveAndReady() {
    given()
        .baseUri(service.toString())
        .get("/q/health")
        .then()
        .statusCode(200)
        .body("status", is("UP"));
  }

  @Test
  void describesItsContract() {
    given()
        .baseUri(service.toString())
        .get("/q/openapi")
        .then()
        .statusCode(200)
        .body(containsString("openapi:"));
  }
}
