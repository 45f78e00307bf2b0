package dev.lrgd.function;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How the functions treat events. */
@ConfigMapping(prefix = "lrgd.function")
interface FunctionConfig {

  /**
   * Kept back from the function's remaining time, so that the answer is out before Lambda ends the
   * invocation. Half of it is for work that notices its deadline late, half for sending the answer.
   */
  @WithDefault("200ms")
  Duration margin();

  /** The authorizer's claim that names the tenant; an event without it is the default tenant's. */
  @WithDefault("tenant")
  String tenantClaim();

  /** Answers from this size on are compressed for callers that accept gzip. */
  @WithDefault("1K")
  MemorySize compressFrom();

  /** What logs and metrics call this service; Powertools' own variable is understood. */
  @WithDefault("${powertools.service.name:lrgd-recommender}")
  String service();
}
