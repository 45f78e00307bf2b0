package dev.lrgd.llm;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/**
 * Leaves an endpoint alone that fails most of the time (circuit breaker, Nygard 2007). Outcomes are
 * counted here, over a sliding window; the verdict is shared ({@link BreakerState}), so that the
 * other functions need not find out for themselves.
 *
 * <p>On the healthy path nothing is written, and the shared state is read at most once per {@link
 * Settings#refresh}. When the pause is over, one caller tries; the others go on without the model
 * until it has succeeded.
 */
final class Breaker {

  /**
   * @param window how many of the last outcomes count, at least 1
   * @param share of failures among them at which the breaker opens, in (0, 1]
   * @param pause for which it stays open
   * @param refresh how old the shared verdict may be
   */
  record Settings(int window, double share, Duration pause, Duration refresh) {}

  private final Settings settings;
  private final BreakerState shared;
  private final Clock clock;
  private final boolean[] failed;
  private int seen;
  private int failures;
  private Optional<Instant> openUntil = Optional.empty();
  private Instant readAt = Instant.MIN;

  Breaker(Settings settings, BreakerState shared, Clock clock) {
    this.settings = settings;
    this.shared = shared;
    this.clock = clock;
    this.failed = new boolean[settings.window()];
  }

  /** Whether the model may be called now. */
  boolean allows() {
    Instant now = clock.instant();
    Optional<Instant> until = verdict(now);
    return until.isEmpty() || (!now.isBefore(until.get()) && shared.claimTrial(settings.pause()));
  }

  private Optional<Instant> verdict(Instant now) {
    // Whoever comes while one asks goes by what was known: nobody queues for a slow store.
    if (isStale(now)) {
      know(shared.openUntil());
    }
    return known();
  }

  /** True for one caller, who then asks. */
  private synchronized boolean isStale(Instant now) {
    boolean stale = !now.isBefore(readAt.plus(settings.refresh()));
    readAt = stale ? now : readAt;
    return stale;
  }

  private synchronized void know(Optional<Instant> until) {
    if (openUntil.isPresent() && until.isEmpty()) {
      // Somebody's trial went well: what failed before it counts no more here either.
      forget();
    }
    openUntil = until;
  }

  private synchronized Optional<Instant> known() {
    return openUntil;
  }

  void succeeded() {
    if (noteAndAskWhetherChanged(false)) {
      shared.close();
    }
  }

  void failed() {
    if (noteAndAskWhetherChanged(true)) {
      shared.open(clock.instant().plus(settings.pause()));
    }
  }

  /** Keeps the count and the known verdict; true where the shared one must follow. */
  private synchronized boolean noteAndAskWhetherChanged(boolean failure) {
    int place = seen++ % failed.length;
    failures += (failure ? 1 : 0) - (failed[place] ? 1 : 0);
    failed[place] = failure;
    boolean trial = openUntil.isPresent() && !clock.instant().isBefore(openUntil.get());
    if (trial && !failure) {
      forget();
      openUntil = Optional.empty();
      return true;
    }
    // A trial that fails opens it again at once.
    boolean trips =
        trial
            || openUntil.isEmpty()
                && seen >= failed.length
                && failures >= settings.share() * failed.length;
    if (failure && trips) {
      openUntil = Optional.of(clock.instant().plus(settings.pause()));
      return true;
    }
    return false;
  }

  private void forget() {
    Arrays.fill(failed, false);
    seen = 0;
    failures = 0;
  }
}
