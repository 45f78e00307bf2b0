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
import java.time.Clock;

/** Chooses at run time where outcomes live: where the pools do. */
final class OutcomeLogChoice {

  @Produces
  @Singleton
  OutcomeLog log(
      StoreConfig config,
      MemoryLogConfig memory,
      RedisLogConfig redis,
      RedisCalls calls,
      HeldVersions held,
      Clock clock) {
    return switch (config.kind()) {
      case MEMORY -> new MemoryOutcomeLog(memory, clock);
      case REDIS -> new RedisOutcomeLog(calls, held, redis);
    };
  }
}
