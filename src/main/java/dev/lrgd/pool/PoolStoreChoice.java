package dev.lrgd.pool;

import dev.lrgd.pool.memory.MemoryPoolStore;
import dev.lrgd.pool.memory.MemoryStoreConfig;
import dev.lrgd.pool.redis.HeldVersions;
import dev.lrgd.pool.redis.RedisCalls;
import dev.lrgd.pool.redis.RedisPoolStore;
import dev.lrgd.pool.redis.RedisStoreConfig;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Chooses at run time where pools live. */
final class PoolStoreChoice {

  @Produces
  @Singleton
  PoolStore store(
      StoreConfig config,
      MemoryStoreConfig memory,
      RedisStoreConfig redis,
      RedisCalls calls,
      HeldVersions held,
      Clock clock) {
    return switch (config.kind()) {
      case MEMORY -> new MemoryPoolStore(clock, memory);
      case REDIS -> new RedisPoolStore(calls, held, redis, clock);
    };
  }
}
