package dev.lrgd.pool.redis;

import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** What the stores in Redis share in the service. Nothing connects before it is asked for. */
final class RedisBeans {

  @Produces
  @Singleton
  RedisCalls calls(Instance<ReactiveRedisDataSource> source, RedisStoreConfig config) {
    return new RedisCalls(() -> source.get().getRedis().getDelegate(), config);
  }

  @Produces
  @Singleton
  HeldVersions heldVersions(RedisCalls calls, RedisStoreConfig config, Clock clock) {
    return new HeldVersions(calls, config, clock);
  }
}
