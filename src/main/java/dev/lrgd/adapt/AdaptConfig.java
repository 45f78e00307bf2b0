package dev.lrgd.adapt;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/** What pools are made of. */
@ConfigMapping(prefix = "lrgd.pool")
public interface AdaptConfig {

  /** How many demonstrations a version holds at most. */
  @WithDefault("10000")
  @Min(0)
  @Max(100_000)
  int maxDemonstrations();

  /** How many items before the target a demonstration remembers; older ones are cut off. */
  @WithDefault("20")
  @Min(1)
  @Max(200)
  int demonstrationHistory();
}
