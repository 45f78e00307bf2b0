package dev.lrgd.function;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lrgd.pool.AdaptationReport;
import dev.lrgd.pool.Findings;
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

  /** What an adaptation found: outcomes, and how many answer an older version or nothing at all. */
  void write(String requestId, AdaptationReport report) {
    Findings.Outcomes outcomes = report.findings().outcomes();
    Map<String, Double> values = new LinkedHashMap<>();
    values.put("Outcomes", (double) outcomes.read());
    values.put("LateOutcomes", (double) outcomes.late());
    values.put("UnmatchedOutcomes", (double) outcomes.unmatched());
    values.put("Alarms", (double) report.findings().alarms().size());
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
