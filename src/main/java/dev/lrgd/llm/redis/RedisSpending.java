package dev.lrgd.llm.redis;

import dev.lrgd.llm.Spending;
import dev.lrgd.pool.redis.RedisCalls;
import dev.lrgd.pool.redis.Script;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * What every tenant spent, one hash a day, counted and held against the limit in one step. A limit
 * that cannot be checked is kept by serving nobody. A reservation whose confirmation got lost on a
 * dead connection may be counted twice, and what is given back of one is given back once or not at
 * all: rather too much than too little.
 */
public final class RedisSpending implements Spending {
  private static final Logger LOG = Logger.getLogger(RedisSpending.class);

  private static final Script SPEND = Script.repeatable(RedisSpending.class, "spend");
  private static final Script SETTLE = Script.once(RedisSpending.class, "spend");
  private static final Duration REMEMBERED = Duration.ofDays(2);

  private final RedisCalls calls;

  public RedisSpending(RedisCalls calls) {
    this.calls = calls;
  }

  @Override
  public Optional<String> reserve(String tenant, LocalDate day, Amount amount, Amount limit) {
    try {
      Response counted = spend(SPEND, tenant, day, amount, limit);
      return calls.understand(counted::toBoolean) ? Optional.empty() : Optional.of(SPENT);
    } catch (RuntimeException e) {
      LOG.warnf("spending cannot be checked: %s", e.getMessage());
      return Optional.of("what was spent cannot be checked");
    }
  }

  @Override
  public void settle(String tenant, LocalDate day, Amount difference) {
    try {
      spend(SETTLE, tenant, day, difference, Amount.UNLIMITED);
    } catch (RuntimeException e) {
      LOG.warnf("spending cannot be corrected: %s", e.getMessage());
    }
  }

  private Response spend(Script script, String tenant, LocalDate day, Amount amount, Amount limit) {
    return calls.run(
        script,
        List.of("lrgd:{" + tenant + "}:llm:" + day),
        List.of(
            amount.tokens(),
            amount.micros(),
            limit.tokens(),
            limit.micros(),
            REMEMBERED.toMillis()));
  }
}
