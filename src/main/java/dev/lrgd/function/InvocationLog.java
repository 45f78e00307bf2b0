package dev.lrgd.function;

import com.amazonaws.services.lambda.runtime.Context;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;

/**
 * Marks every line that is logged during an invocation with what Lambda knows about it, under the
 * names that Powertools for AWS Lambda gave them.
 */
final class InvocationLog {

  static final String REQUEST_ID = "function_request_id";
  static final String COLD_START = "cold_start";
  static final String TRACE_ID = "xray_trace_id";

  private static final Logger LOG = Logger.getLogger(InvocationLog.class);
  private static final AtomicBoolean WARM = new AtomicBoolean();

  private final boolean coldStart;

  private InvocationLog(Context context) {
    coldStart = !WARM.getAndSet(true);
    MDC.put(REQUEST_ID, context.getAwsRequestId());
    MDC.put(COLD_START, Boolean.toString(coldStart));
    traceId().ifPresent(id -> MDC.put(TRACE_ID, id));
  }

  interface Work {
    void run(InvocationLog log) throws IOException;
  }

  /**
   * Runs an invocation, and says in a line of its own that it failed: the runtime's own line comes
   * when nobody knows any more which invocation it was, and names no reason.
   */
  static void during(Context context, Work work) throws IOException {
    InvocationLog log = new InvocationLog(context);
    try {
      work.run(log);
    } catch (InvalidEvent | AdaptationsFailed e) {
      LOG.warnf("%s: %s", e.getClass().getSimpleName(), e.getMessage());
      throw e;
    } catch (IOException | RuntimeException e) {
      // Its message may quote the event.
      LOG.errorf("the invocation failed: %s", e.getClass().getSimpleName());
      throw e;
    } finally {
      log.close();
    }
  }

  boolean coldStart() {
    return coldStart;
  }

  private void close() {
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
