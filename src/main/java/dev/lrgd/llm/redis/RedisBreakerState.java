package dev.lrgd.llm.redis;

import dev.lrgd.llm.BreakerState;
import dev.lrgd.pool.redis.RedisCalls;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * The breaker's state for everybody: until when it is open, in milliseconds, and who tries now. The
 * state is forgotten after an hour in which nobody called. A Redis that is away keeps nobody from
 * calling.
 */
public final class RedisBreakerState implements BreakerState {
  private static final Logger LOG = Logger.getLogger(RedisBreakerState.class);

  private static final String UNTIL = "lrgd:{llm}:breaker";
  private static final String TRIAL = "lrgd:{llm}:breaker:trial";
  private static final Duration REMEMBERED = Duration.ofHours(1);

  private final RedisCalls calls;

  public RedisBreakerState(RedisCalls calls) {
    this.calls = calls;
  }

  @Override
  public Optional<Instant> openUntil() {
    return unlessAway(
        () ->
            Optional.ofNullable(calls.send(Command.GET, UNTIL))
                .map(Response::toLong)
                .map(Instant::ofEpochMilli),
        Optional.empty());
  }

  @Override
  public void open(Instant until) {
    unlessAway(
        () -> {
          calls.send(Command.SET, UNTIL, until.toEpochMilli(), "PX", REMEMBERED.toMillis());
          return calls.send(Command.DEL, TRIAL);
        },
        null);
  }

  @Override
  public boolean claimTrial(Duration lease) {
    return unlessAway(
        () -> calls.send(Command.SET, TRIAL, 1, "NX", "PX", lease.toMillis()) != null, true);
  }

  @Override
  public void close() {
    unlessAway(() -> calls.send(Command.DEL, UNTIL, TRIAL), null);
  }

  private <T> T unlessAway(Supplier<T> call, T otherwise) {
    try {
      return calls.understand(call);
    } catch (RuntimeException e) {
      LOG.warnf("the breaker's shared state is away: %s", e.getMessage());
      return otherwise;
    }
  }
}
