package dev.lrgd.api;

import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lrgd.llm.FakeOpenAiEndpoint;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import org.junit.jupiter.api.Test;

/** Who connects to the endpoint, and when. */
@QuarkusTest
@TestProfile(LlmProfile.On.class)
@QuarkusTestResource(value = FakeEndpointResource.class, restrictToAnnotatedClass = true)
class LlmConnectionTest {
  @TestHTTPResource URI root;

  @Test
  void theFirstCallFindsTheConnectionThatTheStartLeftAndNothingWasAskedBefore() {
    FakeOpenAiEndpoint endpoint = FakeEndpointResource.endpoint();
    assertEquals(1, endpoint.opened());
    assertEquals(0, endpoint.calls());

    String pool = Service.newPool();
    Service service = new Service(root);
    service.fillAndAdapt(pool, 15);
    service
        .post("/v1/pools/" + pool + "/recommendations", "{\"history\":[\"a\"]}")
        .body("rankedBy", equalTo("llm"));
    assertEquals(1, endpoint.calls());
    assertEquals(1, endpoint.opened());
  }
}
