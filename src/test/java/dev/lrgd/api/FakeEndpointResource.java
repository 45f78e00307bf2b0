package dev.lrgd.api;

import dev.lrgd.llm.FakeOpenAiEndpoint;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** Starts the fake endpoint before the service and points the service to it. */
public class FakeEndpointResource implements QuarkusTestResourceLifecycleManager {
  private static FakeOpenAiEndpoint endpoint;

  static FakeOpenAiEndpoint endpoint() {
    return endpoint;
  }

  @Override
  public Map<String, String> start() {
    endpoint = new FakeOpenAiEndpoint();
    return Map.of(
        "quarkus.langchain4j.openai.base-url",
        endpoint.baseUrl(),
        "quarkus.langchain4j.openai.api-key",
        "fake");
  }

  @Override
  public void stop() {
    endpoint.close();
  }

  /** Tests are loaded by another class loader than resources; this one gets its own reference. */
  @Override
  public void inject(Object test) {
    if (test instanceof Endpoint wanting) {
      wanting.use(endpoint);
    }
  }

  /** A test that scripts the endpoint. */
  interface Endpoint {
    void use(FakeOpenAiEndpoint endpoint);
  }
}
