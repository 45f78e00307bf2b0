package dev.lrgd.function;

import com.amazonaws.services.lambda.runtime.Context;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.concurrent.TimeUnit;

/**
 * One span per invocation. Spans are sent before the answer is: once it has left, Lambda freezes
 * the function, and what waits in a buffer then is sent with the next event or never.
 */
@Singleton
class Traces {

  /** A collector that is mute holds no answer up for longer. */
  private static final long LONGEST_FLUSH_MILLIS = 500;

  private final OpenTelemetry telemetry;
  private final FunctionConfig config;

  Traces(OpenTelemetry telemetry, FunctionConfig config) {
    this.telemetry = telemetry;
    this.config = config;
  }

  interface Work<T> {
    T run() throws IOException;
  }

  <T> T traced(String handler, Context context, boolean coldStart, Work<T> work)
      throws IOException {
    Span span =
        telemetry
            .getTracer("dev.lrgd.function")
            .spanBuilder(handler)
            .setSpanKind(SpanKind.SERVER)
            .setAttribute("faas.invocation_id", context.getAwsRequestId())
            .setAttribute("faas.coldstart", coldStart)
            .startSpan();
    try (Scope scope = span.makeCurrent()) {
      return work.run();
    } catch (IOException | RuntimeException e) {
      span.setStatus(StatusCode.ERROR, e.getClass().getSimpleName());
      throw e;
    } finally {
      span.end();
      flush(context);
    }
  }

  private void flush(Context context) {
    if (telemetry instanceof OpenTelemetrySdk sdk) {
      long left = context.getRemainingTimeInMillis() - config.margin().toMillis() / 4;
      if (left > 0) {
        sdk.getSdkTracerProvider()
            .forceFlush()
            .join(Math.min(left, LONGEST_FLUSH_MILLIS), TimeUnit.MILLISECONDS);
      }
    }
  }
}
