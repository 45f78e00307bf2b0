package dev.lrgd.function;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusIntegrationTest;
import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The native executable behind Quarkus' own mock of the runtime interface. */
@QuarkusIntegrationTest
@Tag("native")
class HttpHandlerIT {

  @Test
  void anEventOfApiGatewayIsAnswered() throws IOException {
    given()
        .contentType("application/json")
        .body(Deployables.event("http-recommendations.json"))
        .when()
        .post()
        .then()
        .statusCode(200)
        .body("statusCode", equalTo(200))
        .body("body", containsString("\"rankedBy\":\"dual-model\""));
  }
}
