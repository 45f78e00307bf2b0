package dev.lrgd.pool.memory;

import static dev.lrgd.pool.PoolStoreContract.report;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lrgd.pool.AdaptationTurn;
import dev.lrgd.pool.PoolId;
import dev.lrgd.pool.PoolStore;
import dev.lrgd.pool.PoolStoreContract;
import dev.lrgd.pool.StoreRefusal;
import dev.lrgd.pool.VersionSummary;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class MemoryPoolStoreTest extends PoolStoreContract {

  @Override
  protected PoolStore store() {
    return store("kept-versions", "200");
  }

  @Test
  void itsBoundsAreDocumentedDefaults() {
    MemoryStoreConfig config =
        new SmallRyeConfigBuilder()
            .withMapping(MemoryStoreConfig.class)
            .build()
            .getConfigMapping(MemoryStoreConfig.class);
    assertEquals(100, config.maxPools());
    assertEquals(200_000, config.maxItems());
    assertEquals(5_000_000, config.maxInteractions());
    assertEquals(5, config.keptVersions());
    assertEquals(100, config.keptReports());
    assertEquals(10_000, config.keptReceipts());
  }

  @Test
  void oneMoreItemThanFitsStoresNothing() {
    PoolStore store = store("max-items", "2");
    store.stageItems(BOOKS, List.of(item("a")));

    assertThrows(
        StoreRefusal.QuotaExceeded.class,
        () -> store.stageItems(BOOKS, List.of(item("b"), item("c"))));
    assertEquals(1, store.status(BOOKS).items());

    store.stageItems(BOOKS, List.of(item("b"), item("b")));
    store.stageItems(BOOKS, List.of(item("a"), item("b")));
    assertEquals(2, store.status(BOOKS).items());
  }

  @Test
  void oneMoreInteractionThanFitsStoresNothing() {
    PoolStore store = store("max-interactions", "2");
    store.stageInteractions(BOOKS, List.of(interaction("u", "a", 1)));

    assertThrows(
        StoreRefusal.QuotaExceeded.class,
        () ->
            store.stageInteractions(
                BOOKS, List.of(interaction("u", "a", 2), interaction("v", "a", 3))));
    assertEquals(1, store.status(BOOKS).interactions());

    store.stageInteractions(BOOKS, List.of(interaction("u", "a", 2), interaction("u", "a", 2)));
    assertEquals(2, store.status(BOOKS).interactions());
    store.erase(BOOKS, "u");
    store.stageInteractions(BOOKS, List.of(interaction("u", "a", 4)));
    assertEquals(1, store.status(BOOKS).interactions());
  }

  @Test
  void oneMorePoolThanFitsIsRefused() {
    PoolStore store = store("max-pools", "1");
    store.stageItems(BOOKS, List.of(item("a")));

    assertThrows(
        StoreRefusal.QuotaExceeded.class,
        () -> store.stageItems(PoolId.of("films"), List.of(item("a"))));
    store.stageItems(BOOKS, List.of(item("b")));
    assertEquals(1, store.pools(PoolId.DEFAULT_TENANT).size());
  }

  @Test
  void theOldestVersionsGoFirstButNeverTheActiveOne() {
    PoolStore store = store("kept-versions", "2");
    store.stageItems(BOOKS, List.of(item("a")));
    publish(store);
    publish(store);
    publish(store);
    assertEquals(List.of(3, 2), numbers(store));

    store.activate(BOOKS, 2, Optional.empty());
    publish(store);

    assertEquals(List.of(4, 3), numbers(store));
  }

  @Test
  void aTimeWhoseReportIsGoneIsOver() {
    PoolStore store = store("kept-reports", "1");
    store.stageItems(BOOKS, List.of(item("a")));
    for (String served : List.of("2026-11-20T09:00:00Z", "2999-01-01T00:00:00Z")) {
      Optional<Instant> time = Optional.of(Instant.parse(served));
      AdaptationTurn.Granted turn =
          (AdaptationTurn.Granted) store.beginAdaptation(BOOKS, time, 1000);
      store.conclude(turn, report(turn, time));
    }
    for (String over : List.of("2026-11-20T08:59:59Z", "2026-11-20T09:00:00Z")) {
      assertInstanceOf(
          AdaptationTurn.Done.class,
          store.beginAdaptation(BOOKS, Optional.of(Instant.parse(over)), 1000));
    }
    publish(store);
    Instant next = NOW.plusMillis(500);
    assertInstanceOf(
        AdaptationTurn.Granted.class, store.beginAdaptation(BOOKS, Optional.of(next), 1000));
  }

  @Test
  void whoUsesItFirstWaitsForWhatIsToBeDoneBefore() throws Exception {
    MemoryPoolStore store = (MemoryPoolStore) store("kept-versions", "2");
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    store.beforeFirstUse(
        () -> {
          begun.countDown();
          store.stageItems(BOOKS, List.of(item("a")));
          await(goOn);
          publish(store);
        });
    CompletableFuture<Integer> one =
        CompletableFuture.supplyAsync(() -> store.version(BOOKS).number());
    await(begun);
    CompletableFuture<Integer> another =
        CompletableFuture.supplyAsync(() -> store.version(BOOKS).number());
    goOn.countDown();

    assertEquals(1, one.get());
    assertEquals(1, another.get());
  }

  @Test
  void whatFailsBeforeTheFirstUseFailsThatOneAlone() {
    MemoryPoolStore store = (MemoryPoolStore) store("kept-versions", "2");
    store.beforeFirstUse(
        () -> {
          throw new IllegalStateException("broken");
        });
    assertThrows(IllegalStateException.class, store::pools);
    assertEquals(List.of(), store.pools());
  }

  private static void await(CountDownLatch latch) {
    try {
      assertTrue(latch.await(10, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static PoolStore store(String key, String value) {
    MemoryStoreConfig config =
        new SmallRyeConfigBuilder()
            .withMapping(MemoryStoreConfig.class)
            .withDefaultValue("lrgd.store.memory." + key, value)
            .build()
            .getConfigMapping(MemoryStoreConfig.class);
    return new MemoryPoolStore(Clock.fixed(NOW, ZoneOffset.UTC), config);
  }

  private static List<Integer> numbers(PoolStore store) {
    return store.versions(BOOKS).stream().map(VersionSummary::number).toList();
  }
}
