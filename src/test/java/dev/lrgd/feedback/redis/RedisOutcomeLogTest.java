package dev.lrgd.feedback.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lrgd.feedback.OutcomeLog;
import dev.lrgd.feedback.OutcomeLogContract;
import dev.lrgd.pool.StoreRefusal;
import dev.lrgd.pool.redis.TestRedis;
import dev.lrgd.pool.redis.TestStores;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RedisOutcomeLogTest extends OutcomeLogContract {

  @Override
  protected OutcomeLog log() {
    return log(Map.of());
  }

  @Test
  void itsBoundsAreDocumentedDefaults() {
    RedisLogConfig config = TestStores.logConfig(Map.of());
    assertEquals(Duration.ofDays(30), config.rememberFor());
    assertEquals(Duration.ofDays(30), config.knowEventsFor());
    assertEquals(1_000_000, config.maxOutcomes());
  }

  @Test
  void anOutcomeThatDoesNotFitIsRefusedAndOneThatIsThereIsNot() {
    OutcomeLog log = log(Map.of("max-outcomes", "1"));
    assertTrue(log.append(BOOKS, outcome("e1", "r1")).isPresent());
    assertThrows(StoreRefusal.QuotaExceeded.class, () -> log.append(BOOKS, outcome("e2", "r1")));
    assertFalse(log.append(BOOKS, outcome("e1", "r1")).isPresent());
  }

  @Test
  void aRecommendationIsForgottenInTime() {
    OutcomeLog log = log(Map.of("remember-for", "1ms"));
    log.record(BOOKS, recommendation("r1", "u"));
    while (remembered(log, BOOKS, "r1").isPresent()) {
      Thread.onSpinWait();
    }
    assertEquals(Optional.empty(), remembered(log, BOOKS, "r1"));
  }

  @Test
  void erasureFindsOutcomesWhoseRecommendationIsForgotten() {
    TestRedis redis = TestRedis.empty();
    OutcomeLog log = TestStores.log(redis, Map.of());
    log.record(BOOKS, recommendation("r1", "u"));
    log.append(BOOKS, outcome("e1", "r1"));
    redis.call("DEL", "lrgd:{default/books}:rec:r1");

    assertEquals(1, log.erase(BOOKS, "u"));
  }

  private static OutcomeLog log(Map<String, String> values) {
    return TestStores.log(TestRedis.empty(), values);
  }
}
