package dev.lrgd.pool.redis;

import dev.lrgd.feedback.OutcomeLog;
import dev.lrgd.feedback.redis.RedisLogConfig;
import dev.lrgd.feedback.redis.RedisOutcomeLog;
import dev.lrgd.pool.PoolStore;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.redis.client.Redis;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;

/**
 * One function's stores on a test server, wired as the service wires them; a second one stands for
 * another function, which holds nothing in memory yet.
 */
public record TestStores(PoolStore pools, OutcomeLog log) {

  /**
   * @param values of {@code lrgd.store.redis}
   */
  static TestStores at(Redis client, Clock clock, Map<String, String> values) {
    RedisStoreConfig config = config(values);
    RedisCalls calls = new RedisCalls(() -> client, config);
    HeldVersions held = new HeldVersions(calls, config, clock);
    return new TestStores(
        new RedisPoolStore(calls, held, config, clock),
        new RedisOutcomeLog(calls, held, logConfig(Map.of())));
  }

  /** With every default. */
  public static TestStores at(TestRedis redis) {
    return at(redis, Clock.systemUTC(), Map.of());
  }

  /** From another process; values of {@code lrgd.store.redis}. */
  public static TestStores at(String url, Map<String, String> values) {
    return at(TestRedis.client(url), Clock.systemUTC(), values);
  }

  static TestStores at(TestRedis redis, Clock clock, Map<String, String> values) {
    return at(redis.client(), clock, values);
  }

  /** A log without a store beside it; values of {@code lrgd.feedback.redis}. */
  public static OutcomeLog log(TestRedis redis, Map<String, String> values) {
    RedisStoreConfig config = config(Map.of());
    Redis client = redis.client();
    RedisCalls calls = new RedisCalls(() -> client, config);
    return new RedisOutcomeLog(
        calls, new HeldVersions(calls, config, Clock.systemUTC()), logConfig(values));
  }

  static RedisStoreConfig config(Map<String, String> values) {
    return config(RedisStoreConfig.class, "lrgd.store.redis.", values);
  }

  public static RedisLogConfig logConfig(Map<String, String> values) {
    return config(RedisLogConfig.class, "lrgd.feedback.redis.", values);
  }

  private static <T> T config(Class<T> type, String prefix, Map<String, String> values) {
    SmallRyeConfigBuilder builder =
        new SmallRyeConfigBuilder()
            .withMapping(type)
            .withConverter(Duration.class, 200, new DurationConverter());
    values.forEach((key, value) -> builder.withDefaultValue(prefix + key, value));
    return builder.build().getConfigMapping(type);
  }
}
