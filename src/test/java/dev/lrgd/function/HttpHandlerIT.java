package dev.lrgd.function;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusIntegrationTest;
import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The native executable behind Quarkus' own mock of the runtime interface. That mock sets no
 * deadlines, so no request is begun here, as there is no time for it: {@link FunctionReplayIT} does
 * the rest.
 */
@QuarkusIntegrationTest
@Tag("native")
class HttpHandlerIT {

  @Test
  void whatIsNoEventOfApiGatewayIsRefusedByName() throws IOException {
    String answer =
        given()
            .contentType("application/json")
            .body(Deployables.event("http-payload-1.0.json"))
            .when()
            .post()
            .then()
            .statusCode(500)
            .extract()
            .asString();
    assertTrue(answer.contains("InvalidEvent"), answer);
  }
}
