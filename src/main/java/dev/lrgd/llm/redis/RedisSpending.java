package dev.lrgd.llm.redis;

import dev.lrgd.llm.Spending;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.redis.datasource.hash.HashCommands;
import io.quarkus.redis.datasource.keys.KeyCommands;
import java.time.Duration;
import java.time.LocalDate;
import org.jboss.logging.Logger;

/**
 * What every tenant spent, one hash a day. An amount is added first and taken back where the sum
 * then is too large: two callers at the limit may both be refused, but never both served. A limit
 * that cannot be checked is kept by serving nobody.
 */
public final class RedisSpending implements Spending {
  private static final Logger LOG = Logger.getLogger(RedisSpending.class);

  private static final String TOKENS = "tokens";
  private static final String MICROS = "micros";
  private static final Duration REMEMBERED = Duration.ofDays(2);

  private final HashCommands<String, String, String> hashes;
  private final KeyCommands<String> keys;

  public RedisSpending(RedisDataSource redis) {
    this.hashes = redis.hash(String.class);
    this.keys = redis.key();
  }

  @Override
  public boolean reserve(String tenant, LocalDate day, Amount amount, Amount limit) {
    try {
      if (add(key(tenant, day), amount).within(limit)) {
        return true;
      }
      add(key(tenant, day), new Amount(-amount.tokens(), -amount.micros()));
    } catch (RuntimeException e) {
      LOG.warnf("spending cannot be checked: %s", e.getMessage());
    }
    return false;
  }

  @Override
  public void settle(String tenant, LocalDate day, Amount difference) {
    try {
      add(key(tenant, day), difference);
    } catch (RuntimeException e) {
      LOG.warnf("spending cannot be corrected: %s", e.getMessage());
    }
  }

  private Amount add(String key, Amount amount) {
    long tokens = hashes.hincrby(key, TOKENS, amount.tokens());
    long micros = hashes.hincrby(key, MICROS, amount.micros());
    keys.expire(key, REMEMBERED);
    return new Amount(tokens, micros);
  }

  private static String key(String tenant, LocalDate day) {
    return "lrgd:{" + tenant + "}:llm:" + day;
  }
}
