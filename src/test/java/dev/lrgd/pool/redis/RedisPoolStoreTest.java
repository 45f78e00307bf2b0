package dev.lrgd.pool.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lrgd.pool.PoolStore;
import dev.lrgd.pool.PoolStoreContract;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RedisPoolStoreTest extends PoolStoreContract {

  @Override
  protected PoolStore store() {
    return TestStores.at(
            TestRedis.empty(),
            Clock.fixed(NOW, ZoneOffset.UTC),
            Map.of("kept-versions", "200", "staleness", "0s"))
        .pools();
  }

  @Test
  void itsBoundsAreDocumentedDefaults() {
    RedisStoreConfig config = TestStores.config(Map.of());
    assertEquals(Duration.ofSeconds(1), config.staleness());
    assertEquals(Duration.ofMinutes(1), config.idle());
    assertEquals(Duration.ofMillis(500), config.timeout());
    assertEquals(Duration.ofSeconds(15), config.loadTimeout());
    assertEquals(Duration.ofSeconds(2), config.retryAfter());
    assertEquals(Duration.ofSeconds(30), config.lease());
    assertEquals(200_000, config.maxItems());
    assertEquals(5_000_000, config.maxInteractions());
    assertEquals(5, config.keptVersions());
    assertEquals(100, config.keptReports());
    assertEquals(Duration.ofDays(365), config.keepReceiptsFor());
  }
}
