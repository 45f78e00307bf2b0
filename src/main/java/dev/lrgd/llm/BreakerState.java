package dev.lrgd.llm;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What everybody who calls the same endpoint knows of it: until when it is left alone. Written only
 * when that changes; where it cannot be reached, nobody is kept from calling.
 */
public interface BreakerState {

  /** Until when nobody calls; a time in the past while somebody tries whether it is well again. */
  Optional<Instant> openUntil();

  void open(Instant until);

  /** Whether the asker is the one who tries; nobody else is for this long. */
  boolean claimTrial(Duration lease);

  void close();
}
