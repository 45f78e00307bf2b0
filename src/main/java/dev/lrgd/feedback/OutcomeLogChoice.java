package dev.lrgd.feedback;

import dev.lrgd.feedback.memory.MemoryLogConfig;
import dev.lrgd.feedback.memory.MemoryOutcomeLog;
import dev.lrgd.feedback.redis.RedisLogConfig;
import dev.lrgd.feedback.redis.RedisOutcomeLog;
import dev.lrgd.pool.StoreConfig;
import dev.lrgd.pool.redis.HeldVersions;
import dev.lrgd.pool.redis.RedisCalls;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Chooses at run time where outcomes live: where the pools do. */
final class OutcomeLogChoice {

  @Produces
  @Singleton
  OutcomeLog log(
      StoreConfig config,
      MemoryLogConfig memory,
      RedisLogConfig redis,
      RedisCalls calls,
      HeldVersions held) {
    return switch (config.kind()) {
      case MEMORY -> new MemoryOutcomeLog(memory);
      case REDIS -> new RedisOutcomeLog(calls, held, redis);
    };
  }
}
