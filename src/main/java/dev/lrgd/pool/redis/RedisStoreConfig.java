package dev.lrgd.pool.redis;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** How pools are kept in Redis. Where it is, {@code quarkus.redis.*} says. */
@ConfigMapping(prefix = "lrgd.store.redis")
public interface RedisStoreConfig {

  /** For how long a version in hand answers without asking whether it is still the active one. */
  @WithDefault("1s")
  Duration staleness();

  /**
   * After so long without a look at the pointer a request looks first. Before, it answers from the
   * version in hand, and the look rides on the trip that remembers the recommendation.
   */
  @WithDefault("1m")
  Duration idle();

  /** How long a call may take before the store counts as unavailable. */
  @WithDefault("500ms")
  Duration timeout();

  /** The same for a call that moves megabytes: reading or writing a version, a large PUT. */
  @WithDefault("15s")
  Duration loadTimeout();

  /**
   * How many pools' versions a function holds in memory; of more, those that were asked for least
   * lately go.
   */
  @WithDefault("16")
  @Min(1)
  int heldPools();

  /** What a caller who was refused is told to wait. */
  @WithDefault("2s")
  Duration retryAfter();

  /** How long an adaptation holds a pool beyond its last sign of life. */
  @WithDefault("30s")
  Duration lease();

  /** How many items one pool may hold. */
  @WithDefault("200000")
  @Min(1)
  int maxItems();

  /** How many interactions one pool may hold. */
  @WithDefault("5000000")
  @Min(1)
  int maxInteractions();

  /** How many versions of a pool are kept; the oldest goes first. */
  @WithDefault("5")
  @Min(2)
  int keptVersions();

  /** How many adaptation reports of a pool are kept; the oldest goes first. */
  @WithDefault("100")
  @Min(1)
  int keptReports();

  /** For how long the receipt of an erasure can be asked for. */
  @WithDefault("365d")
  Duration keepReceiptsFor();
}
