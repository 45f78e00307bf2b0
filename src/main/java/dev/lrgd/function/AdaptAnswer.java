package dev.lrgd.function;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.lrgd.pool.AdaptationReport;
import dev.lrgd.pool.PoolId;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;

/**
 * What the adaptations did.
 *
 * @param stage what an adaptation consists of today
 */
@RegisterForReflection
record AdaptAnswer(String stage, List<PoolAnswer> pools) {

  static final String FIT = "fit: what was PUT is folded in; outcomes are not learnt from yet";

  /**
   * @param version the one that is active now; null where nothing was published
   * @param reason why nothing was published; null where something was
   */
  @RegisterForReflection
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record PoolAnswer(String pool, Integer version, List<String> changes, String reason) {

    static PoolAnswer published(PoolId pool, AdaptationReport report) {
      return new PoolAnswer(pool.toString(), report.after().number(), report.changes(), null);
    }

    static PoolAnswer nothing(PoolId pool, String reason) {
      return new PoolAnswer(pool.toString(), null, null, reason);
    }
  }
}
