package dev.lrgd.function;

import com.amazonaws.services.lambda.runtime.Context;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.MDC;

/**
 * Marks every line that is logged during an invocation with what Lambda knows about it, under the
 * names that Powertools for AWS Lambda gave them.
 */
final class InvocationLog implements AutoCloseable {

  static final String REQUEST_ID = "function_request_id";
  static final String COLD_START = "cold_start";
  static final String TRACE_ID = "xray_trace_id";

  private static final AtomicBoolean WARM = new AtomicBoolean();

  private final boolean coldStart;

  private InvocationLog(Context context) {
    coldStart = !WARM.getAndSet(true);
    MDC.put(REQUEST_ID, context.getAwsRequestId());
    MDC.put(COLD_START, Boolean.toString(coldStart));
    traceId().ifPresent(id -> MDC.put(TRACE_ID, id));
  }

  static InvocationLog open(Context context) {
    return new InvocationLog(context);
  }

  boolean coldStart() {
    return coldStart;
  }

  @Override
  public void close() {
    MDC.remove(REQUEST_ID);
    MDC.remove(COLD_START);
    MDC.remove(TRACE_ID);
  }

  /** The native runtime puts the header into a property, the managed ones into the environment. */
  private static Optional<String> traceId() {
    String header = System.getProperty("com.amazonaws.xray.traceHeader");
    return Optional.ofNullable(header == null ? System.getenv("_X_AMZN_TRACE_ID") : header)
        .filter(text -> text.startsWith("Root="))
        .map(text -> text.substring("Root=".length()).split(";", 2)[0]);
  }
}
