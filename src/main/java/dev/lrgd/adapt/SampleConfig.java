package dev.lrgd.adapt;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** The pool that the embedded default recommends from. */
@ConfigMapping(prefix = "lrgd.sample")
public interface SampleConfig {

  /**
   * Whether a start with an empty store in memory loads the pool {@code books}: real titles,
   * synthetic readers. A store outside this process never gets it.
   */
  @WithDefault("true")
  boolean enabled();
}
