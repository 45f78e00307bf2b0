package dev.lrgd.api;

import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lrgd.llm.FakeOpenAiEndpoint;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URI;
import org.junit.jupiter.api.Test;

/** Who connects to the endpoint, and when. */
@QuarkusTest
@TestProfile(LlmTracesTest.Traced.class)
@QuarkusTestResource(value = FakeEndpointResource.class, restrictToAnnotatedClass = true)
class LlmConnectionTest {
  @TestHTTPResource URI root;
  @Inject LlmTracesTest.Kept kept;

  @Test
  void theFirstCallFindsTheConnectionThatTheStartLeftAndNothingWasAskedBefore()
      throws InterruptedException {
    FakeOpenAiEndpoint endpoint = FakeEndpointResource.endpoint();
    assertEquals(1, endpoint.opened(1));
    assertEquals(0, endpoint.calls());
    assertEquals(0, kept.aboutCalls());

    String pool = Service.newPool();
    Service service = new Service(root);
    service.fillAndAdapt(pool, 15);
    service
        .post("/v1/pools/" + pool + "/recommendations", "{\"history\":[\"a\"]}")
        .body("rankedBy", equalTo("llm"));
    assertEquals(1, endpoint.calls());
    assertEquals(1, endpoint.opened());
    assertTrue(kept.aboutCalls() > 0);
  }
}
