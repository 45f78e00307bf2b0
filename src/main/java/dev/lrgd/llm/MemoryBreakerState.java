package dev.lrgd.llm;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The breaker's state of one process. */
public final class MemoryBreakerState implements BreakerState {
  private final Clock clock;
  private Instant until;
  private Instant trialUntil = Instant.MIN;

  public MemoryBreakerState(Clock clock) {
    this.clock = clock;
  }

  @Override
  public synchronized Optional<Instant> openUntil() {
    return Optional.ofNullable(until);
  }

  @Override
  public synchronized void open(Instant until) {
    this.until = until;
    trialUntil = Instant.MIN;
  }

  @Override
  public synchronized boolean claimTrial(Duration lease) {
    Instant now = clock.instant();
    if (now.isBefore(trialUntil)) {
      return false;
    }
    trialUntil = now.plus(lease);
    return true;
  }

  @Override
  public synchronized void close() {
    until = null;
    trialUntil = Instant.MIN;
  }
}
