package dev.lrgd.feedback.memory;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;

/** The bounds of the log in memory. */
@ConfigMapping(prefix = "lrgd.feedback.memory")
public interface MemoryLogConfig {

  /** How many recommendations of a pool are remembered; the oldest is forgotten first. */
  @WithDefault("100000")
  @Min(1)
  int maxRecommendations();

  /** How many outcomes of a pool are kept; more are refused. */
  @WithDefault("1000000")
  @Min(1)
  int maxOutcomes();

  /**
   * How many events of a pool are known again when they come twice; the oldest is forgotten first.
   */
  @WithDefault("2000000")
  @Min(1)
  int maxEvents();
}
