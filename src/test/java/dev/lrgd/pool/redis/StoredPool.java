package dev.lrgd.pool.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lrgd.pool.AdaptationReport;
import dev.lrgd.pool.PoolId;
import dev.lrgd.pool.PoolVersion;
import dev.lrgd.pool.VersionSummary;
import io.vertx.redis.client.Redis;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A pool as somebody finds it who comes after a crash and holds nothing in memory. */
public final class StoredPool {
  private final PoolId pool;
  private final HeldVersions versions;
  private final TestStores stores;

  public StoredPool(String url, PoolId pool) {
    RedisStoreConfig config = TestStores.config(Map.of());
    Redis client = TestRedis.client(url);
    RedisCalls calls = new RedisCalls(() -> client, config);
    this.pool = pool;
    this.versions = new HeldVersions(calls, config, Clock.systemUTC());
    this.stores = TestStores.at(url, Map.of("staleness", "0s"));
  }

  public PoolVersion active() {
    return stores.pools().version(pool);
  }

  /**
   * Every kept version can be read whole, the last turn that ended says which one is active, no
   * scheduled time was served twice and no version was published twice.
   *
   * @return the reports, newest first
   */
  public List<AdaptationReport> assertWhole() {
    List<VersionSummary> kept = stores.pools().versions(pool);
    for (VersionSummary summary : kept) {
      assertEquals(summary, versions.fetch(pool, summary.number()).summary());
    }
    List<AdaptationReport> reports = stores.pools().adaptations(pool);
    int active = active().number();
    assertEquals(reports.isEmpty() ? 0 : reports.get(0).after().number(), active);
    assertTrue(active == 0 || kept.stream().anyMatch(version -> version.number() == active));
    List<Instant> times =
        reports.stream().map(AdaptationReport::scheduledTime).flatMap(Optional::stream).toList();
    assertEquals(times.stream().distinct().count(), times.size(), "a time was served twice");
    List<Integer> published =
        reports.stream()
            .filter(AdaptationReport::published)
            .map(report -> report.after().number())
            .toList();
    assertEquals(published.stream().distinct().count(), published.size(), "a double commit");
    return reports;
  }
}
