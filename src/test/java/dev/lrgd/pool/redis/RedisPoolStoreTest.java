package dev.lrgd.pool.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.lrgd.pool.PoolStore;
import dev.lrgd.pool.PoolStoreContract;
import dev.lrgd.pool.StoreRefusal;
import dev.lrgd.space.Interaction;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
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
  void moreUsersThanOneCommandHoldsAreRefusedAndNothingIsStored() {
    PoolStore store = store();
    int users = Staging.MOST_ARGUMENTS / 3;
    List<Interaction> interactions =
        IntStream.rangeClosed(0, users)
            .mapToObj(u -> new Interaction("u" + u, "a", 1, Double.NaN))
            .toList();
    assertThrows(
        StoreRefusal.QuotaExceeded.class, () -> store.stageInteractions(BOOKS, interactions));
    assertThrows(StoreRefusal.UnknownPool.class, () -> store.status(BOOKS));

    store.stageInteractions(BOOKS, interactions.subList(0, users - 1));
    assertEquals(users - 1, store.status(BOOKS).stagedInteractions());
  }

  @Test
  void itsBoundsAreDocumentedDefaults() {
    RedisStoreConfig config = TestStores.config(Map.of());
    assertEquals(Duration.ofSeconds(1), config.staleness());
    assertEquals(Duration.ofMinutes(1), config.idle());
    assertEquals(Duration.ofMillis(500), config.timeout());
    assertEquals(Duration.ofSeconds(15), config.loadTimeout());
    assertEquals(16, config.heldPools());
    assertEquals(Duration.ofSeconds(2), config.retryAfter());
    assertEquals(Duration.ofSeconds(30), config.lease());
    assertEquals(200_000, config.maxItems());
    assertEquals(5_000_000, config.maxInteractions());
    assertEquals(5, config.keptVersions());
    assertEquals(100, config.keptReports());
    assertEquals(Duration.ofDays(365), config.keepReceiptsFor());
  }
}
