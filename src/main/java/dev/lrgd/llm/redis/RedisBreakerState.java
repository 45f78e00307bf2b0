package dev.lrgd.llm.redis;

import dev.lrgd.llm.BreakerState;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.redis.datasource.keys.KeyCommands;
import io.quarkus.redis.datasource.value.SetArgs;
import io.quarkus.redis.datasource.value.ValueCommands;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * The breaker's state for everybody: until when it is open, in milliseconds, and who tries now. The
 * state outlives its end by an hour, for whoever will try; without anybody it is forgotten. A Redis
 * that is away keeps nobody from calling.
 */
public final class RedisBreakerState implements BreakerState {
  private static final Logger LOG = Logger.getLogger(RedisBreakerState.class);

  private static final String UNTIL = "lrgd:{llm}:breaker";
  private static final String TRIAL = "lrgd:{llm}:breaker:trial";
  private static final Duration REMEMBERED = Duration.ofHours(1);

  private final ValueCommands<String, String> values;
  private final KeyCommands<String> keys;

  public RedisBreakerState(RedisDataSource redis) {
    this.values = redis.value(String.class);
    this.keys = redis.key();
  }

  @Override
  public Optional<Instant> openUntil() {
    try {
      return Optional.ofNullable(values.get(UNTIL)).map(Long::parseLong).map(Instant::ofEpochMilli);
    } catch (RuntimeException e) {
      return away(e, Optional.empty());
    }
  }

  @Override
  public void open(Instant until) {
    try {
      String millis = Long.toString(until.toEpochMilli());
      values.set(UNTIL, millis, new SetArgs().px(REMEMBERED));
      keys.del(TRIAL);
    } catch (RuntimeException e) {
      away(e, null);
    }
  }

  @Override
  public boolean claimTrial(Duration lease) {
    try {
      return values.setGet(TRIAL, "1", new SetArgs().nx().px(lease)) == null;
    } catch (RuntimeException e) {
      return away(e, true);
    }
  }

  @Override
  public void close() {
    try {
      keys.del(UNTIL, TRIAL);
    } catch (RuntimeException e) {
      away(e, null);
    }
  }

  private static <T> T away(RuntimeException e, T otherwise) {
    LOG.warnf("the breaker's shared state is away: %s", e.getMessage());
    return otherwise;
  }
}
