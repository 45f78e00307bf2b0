package dev.lrgd.api;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** What a request may bring. Sizes count what is read after decompression. */
@ConfigMapping(prefix = "lrgd.api")
public interface ApiConfig {

  /** The longest body of a request that is not a stream of lines. */
  @WithDefault("256K")
  MemorySize maxBody();

  /** The longest body of a batch of recommendation requests. */
  @WithDefault("4M")
  MemorySize maxBatch();

  /** The longest body of items, interactions or outcomes; a larger catalogue comes in several. */
  @WithDefault("64M")
  MemorySize maxStream();

  /** How many items or interactions such a body holds at most: it is stored as a whole. */
  @WithDefault("250000")
  @Min(1)
  int maxLines();

  /** The longest single line of such a body. */
  @WithDefault("1M")
  MemorySize maxLine();

  /** How many rejected lines are listed by number and reason; the others are only counted. */
  @WithDefault("100")
  @Min(0)
  int maxRejected();

  /**
   * How many lines may be rejected before the body is given up as a whole and nothing of it is
   * stored: it is something else than lines of items or interactions then. Of outcomes, what stood
   * before is stored.
   */
  @WithDefault("100000")
  @Min(1)
  int maxBadLines();

  /** How much of a body is read on, and thrown away, once its request has been refused. */
  @WithDefault("128M")
  MemorySize maxDiscarded();

  /** How long that may take; then the connection is closed, whatever the caller still sends. */
  @WithDefault("10s")
  Duration discardTime();
}
