package dev.lrgd.function;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lrgd.recommend.RecommendationAnswer;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * CloudWatch's embedded metric format: one line on standard output, from which CloudWatch makes
 * metrics without a call that would have to be waited for.
 *
 * <p>Not a singleton: filters are made before there is a configuration to inject.
 */
@ApplicationScoped
class Metrics {

  static final String NAMESPACE = "LRGD";

  private final ObjectMapper mapper;
  private final FunctionConfig config;

  Metrics(ObjectMapper mapper, FunctionConfig config) {
    this.mapper = mapper;
    this.config = config;
  }

  /** What a recommendation promised. Not whom it was for, nor what it named. */
  void write(String requestId, RecommendationAnswer answer) {
    Map<String, Double> values = new LinkedHashMap<>();
    values.put("SelectionEffect", answer.selection().effect());
    values.put("SelectionMass", answer.selection().mass());
    values.put("Demonstrations", (double) answer.selection().demonstrations().size());
    values.put("Degraded", answer.degraded().isEmpty() ? 0.0 : 1.0);
    write(requestId, values);
  }

  /** Writes one observation of each metric; they differ in name only, so none needs a unit. */
  private void write(String requestId, Map<String, Double> values) {
    ObjectNode line = mapper.createObjectNode();
    ObjectNode header = line.putObject("_aws").put("Timestamp", System.currentTimeMillis());
    ObjectNode set = header.putArray("CloudWatchMetrics").addObject().put("Namespace", NAMESPACE);
    set.putArray("Dimensions").addArray().add("service");
    ArrayNode metrics = set.putArray("Metrics");
    line.put("service", config.service()).put(InvocationLog.REQUEST_ID, requestId);
    values.forEach(
        (name, value) -> {
          metrics.addObject().put("Name", name).put("Unit", "None");
          line.put(name, value);
        });
    System.out.println(line);
  }
}
