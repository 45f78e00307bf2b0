package dev.lrgd.pool;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithParentName;

/** Where pools and outcomes live. */
@ConfigMapping(prefix = "lrgd.store")
public interface StoreConfig {

  /** The two there are. */
  enum Kind {
    MEMORY,
    REDIS
  }

  /** {@code memory}: in this process, gone with it; {@code redis}: shared, in Redis. */
  @WithParentName
  @WithDefault("memory")
  Kind kind();
}
