package dev.lrgd.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lrgd.llm.FakeOpenAiEndpoint;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What a trace says of a call to a model, and what it keeps to itself. */
@QuarkusTest
@TestProfile(LlmTracesTest.Traced.class)
@QuarkusTestResource(value = FakeEndpointResource.class, restrictToAnnotatedClass = true)
class LlmTracesTest {
  @TestHTTPResource URI root;
  @Inject Kept kept;

  @Test
  void aCallIsASpanThatNamesModelAndTokensAndNoWordOfAPrompt() {
    FakeEndpointResource.endpoint().answers(FakeOpenAiEndpoint::asShown);
    String pool = Service.newPool();
    Service service = new Service(root);
    service.fillAndAdapt(pool, 15);
    kept.spans.clear();
    service.post("/v1/pools/" + pool + "/recommendations", "{\"history\":[\"a\"]}").statusCode(200);
    ReadableSpan call = call().orElseThrow();
    Attributes attributes = call.getAttributes();
    assertEquals("fake-1", attributes.get(AttributeKey.stringKey("gen_ai.response.model")));
    assertTrue(attributes.get(AttributeKey.longKey("gen_ai.usage.prompt_tokens")) > 0);
    assertTrue(attributes.get(AttributeKey.longKey("gen_ai.usage.completion_tokens")) > 0);
    assertEquals(0.0, attributes.get(AttributeKey.doubleKey("gen_ai.request.temperature")));
    assertFalse(attributes.toString().contains("Title"), attributes.toString());
    assertFalse(attributes.toString().contains("rank the items"), attributes.toString());
  }

  /** Some endpoints quote the prompt in their refusals. */
  @Test
  void aRefusedCallIsASpanWithoutAWordOfTheRefusal() {
    String pool = Service.newPool();
    Service service = new Service(root);
    service.fillAndAdapt(pool, 15);
    kept.spans.clear();
    FakeOpenAiEndpoint.Fault refusal = FakeOpenAiEndpoint.Fault.SERVER_ERROR;
    FakeEndpointResource.endpoint().answers(body -> new FakeOpenAiEndpoint.Reply(refusal, "", 0));
    service.post("/v1/pools/" + pool + "/recommendations", "{\"history\":[\"a\"]}").statusCode(200);
    FakeEndpointResource.endpoint().answers(FakeOpenAiEndpoint::asShown);
    String written =
        kept.spans.stream()
            .map(span -> span.toSpanData().getEvents() + " " + span.toSpanData().getStatus())
            .collect(Collectors.joining("\n"));
    assertTrue(written.contains("exception"), written);
    assertFalse(written.contains("oops"), written);
  }

  private Optional<ReadableSpan> call() {
    return kept.spans.stream()
        .filter(s -> s.getAttributes().get(AttributeKey.stringKey("gen_ai.response.model")) != null)
        .findFirst();
  }

  /** As a user turns traces on, but for where they go. */
  public static class Traced extends LlmProfile.On {
    @Override
    public Map<String, String> getConfigOverrides() {
      Map<String, String> overrides = new HashMap<>(super.getConfigOverrides());
      overrides.put("quarkus.otel.sdk.disabled", "false");
      overrides.put("quarkus.otel.traces.exporter", "none");
      return overrides;
    }
  }

  /** Keeps the spans that ended. */
  @Singleton
  public static class Kept implements SpanProcessor {
    final List<ReadableSpan> spans = new CopyOnWriteArrayList<>();

    /** How many are about calls to a model. */
    long aboutCalls() {
      return spans.stream()
          .filter(span -> span.getAttributes().toString().contains("gen_ai."))
          .count();
    }

    @Override
    public void onStart(Context parent, ReadWriteSpan span) {}

    @Override
    public boolean isStartRequired() {
      return false;
    }

    @Override
    public void onEnd(ReadableSpan span) {
      spans.add(span);
    }

    @Override
    public boolean isEndRequired() {
      return true;
    }
  }
}
