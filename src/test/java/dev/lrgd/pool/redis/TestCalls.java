package dev.lrgd.pool.redis;

import io.vertx.redis.client.Redis;
import java.time.Duration;
import java.util.Map;

/** One function's calls to a test server, for what keeps other things than pools there. */
public final class TestCalls {
  private TestCalls() {}

  public static RedisCalls at(TestRedis redis, Duration timeout) {
    Redis client = redis.client();
    return new RedisCalls(
        () -> client, TestStores.config(Map.of("timeout", timeout.toMillis() + "ms")));
  }
}
