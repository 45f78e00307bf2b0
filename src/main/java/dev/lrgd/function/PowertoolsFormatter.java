package dev.lrgd.function;

import io.quarkus.logging.json.runtime.JsonFormatter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jboss.logmanager.ExtLogRecord;

/** JSON lines with the field names of Powertools for AWS Lambda, so that its queries find them. */
final class PowertoolsFormatter extends JsonFormatter {

  private static final List<String> PER_INVOCATION =
      List.of(InvocationLog.REQUEST_ID, InvocationLog.COLD_START, InvocationLog.TRACE_ID);

  private static final Map<String, String> FROM_ENVIRONMENT =
      Map.of(
          "AWS_LAMBDA_FUNCTION_NAME", "function_name",
          "AWS_LAMBDA_FUNCTION_VERSION", "function_version",
          "AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "function_memory_size");

  private static final Set<String> OF_NO_USE_HERE =
      Set.of(
          "sequence",
          "loggerClassName",
          "threadId",
          "mdc",
          "ndc",
          "hostName",
          "processName",
          "processId");

  private final String service;

  PowertoolsFormatter(String service) {
    super("LOGGER_NAME=logger,THREAD_NAME=thread,EXCEPTION=error", OF_NO_USE_HERE, Map.of());
    this.service = service;
  }

  @Override
  protected void after(Generator generator, ExtLogRecord entry) throws Exception {
    generator.add("service", service);
    for (Map.Entry<String, String> variable : FROM_ENVIRONMENT.entrySet()) {
      String value = System.getenv(variable.getKey());
      if (value != null) {
        generator.add(variable.getValue(), value);
      }
    }
    for (String field : PER_INVOCATION) {
      String value = entry.getMdc(field);
      if (value != null) {
        generator.add(field, value);
      }
    }
  }
}
