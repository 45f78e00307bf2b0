package dev.lrgd.function;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.lrgd.pool.AdaptationReport;
import dev.lrgd.pool.PoolId;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.Locale;

/** What the adaptations did. */
@RegisterForReflection
record AdaptAnswer(List<PoolAnswer> pools) {

  /**
   * @param version the one that is active now; null where there is none
   * @param verdict what became of the proposed demonstrations; null where there were none
   * @param reason why nothing was adapted; null where something was
   */
  @RegisterForReflection
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record PoolAnswer(
      String pool, Integer version, String verdict, List<String> changes, String reason) {

    static PoolAnswer adapted(PoolId pool, AdaptationReport report) {
      return new PoolAnswer(
          pool.toString(),
          report.after().number(),
          report.verdict().name().toLowerCase(Locale.ROOT),
          report.changes(),
          null);
    }

    static PoolAnswer nothing(PoolId pool, String reason) {
      return new PoolAnswer(pool.toString(), null, null, null, reason);
    }
  }
}
