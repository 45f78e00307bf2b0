package dev.lrgd.feedback.redis;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** The bounds of the log in Redis. */
@ConfigMapping(prefix = "lrgd.feedback.redis")
public interface RedisLogConfig {

  /**
   * For how long a recommendation is remembered: an outcome that comes later, or that no adaptation
   * reads before, joins nothing.
   */
  @WithDefault("30d")
  Duration rememberFor();

  /**
   * For how long, at least, the same event is known to be stored already; at most twice as long.
   */
  @WithDefault("30d")
  Duration knowEventsFor();

  /** How many outcomes of a pool wait for the second stage at most; more are refused. */
  @WithDefault("1000000")
  @Min(1)
  int maxOutcomes();
}
