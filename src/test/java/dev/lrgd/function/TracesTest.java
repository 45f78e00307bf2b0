package dev.lrgd.function;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TracesTest {

  /** An invocation has a minute, of which a mute collector may not take even the half. */
  @Test
  void aMuteCollectorHoldsNoAnswerUpUntilItsDeadline() {
    OpenTelemetrySdk telemetry =
        OpenTelemetrySdk.builder()
            .setTracerProvider(SdkTracerProvider.builder().addSpanProcessor(new Mute()).build())
            .build();
    FunctionConfig config =
        new SmallRyeConfigBuilder()
            .addDiscoveredConverters()
            .withMapping(FunctionConfig.class)
            .build()
            .getConfigMapping(FunctionConfig.class);
    Traces traces = new Traces(telemetry, config);
    String answer =
        assertTimeout(
            Duration.ofSeconds(30),
            () -> traces.traced("http", new TestContext("r", 60_000), false, () -> "answered"));
    assertEquals("answered", answer);
  }

  /** Never done with sending. */
  private static final class Mute implements SpanProcessor {
    @Override
    public void onStart(Context parent, ReadWriteSpan span) {}

    @Override
    public boolean isStartRequired() {
      return false;
    }

    @Override
    public void onEnd(ReadableSpan span) {}

    @Override
    public boolean isEndRequired() {
      return false;
    }

    @Override
    public CompletableResultCode forceFlush() {
      return new CompletableResultCode();
    }
  }
}
