package dev.lrgd.pool.memory;

import dev.lrgd.pool.AdaptationReport;
import dev.lrgd.pool.AdaptationTurn;
import dev.lrgd.pool.ErasureReceipt;
import dev.lrgd.pool.PoolId;
import dev.lrgd.pool.PoolStatus;
import dev.lrgd.pool.PoolStore;
import dev.lrgd.pool.PoolVersion;
import dev.lrgd.pool.PoolView;
import dev.lrgd.pool.StoreRefusal;
import dev.lrgd.pool.VersionSummary;
import dev.lrgd.space.Interaction;
import dev.lrgd.space.Item;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/** All pools of this process, by tenant and name. */
public final class MemoryPoolStore implements PoolStore {

  private final Clock clock;
  private final MemoryStoreConfig config;
  private final Map<PoolId, MemoryPool> pools = new ConcurrentHashMap<>();

  /** What is still to be done before the first use; null once it is done. */
  private volatile Runnable first;

  private boolean preparing;

  public MemoryPoolStore(Clock clock, MemoryStoreConfig config) {
    this.clock = clock;
    this.config = config;
  }

  /** Work that waits until somebody uses the store, who then waits for it; it may use the store. */
  public void beforeFirstUse(Runnable work) {
    first = work;
  }

  private Map<PoolId, MemoryPool> prepared() {
    if (first != null) {
      prepare();
    }
    return pools;
  }

  // Whoever comes meanwhile waits here; the work itself comes by as well and goes on.
  private synchronized void prepare() {
    if (first != null && !preparing) {
      preparing = true;
      try {
        first.run();
      } finally {
        first = null;
      }
    }
  }

  @Override
  public List<PoolId> pools() {
    return prepared().keySet().stream()
        .sorted(Comparator.comparing(PoolId::tenant).thenComparing(PoolId::name))
        .toList();
  }

  @Override
  public List<PoolStatus> pools(String tenant) {
    return prepared().entrySet().stream()
        .filter(entry -> entry.getKey().tenant().equals(tenant))
        .sorted(Comparator.comparing(entry -> entry.getKey().name()))
        .map(entry -> entry.getValue().status())
        .toList();
  }

  @Override
  public PoolStatus status(PoolId pool) {
    return existing(pool).status();
  }

  @Override
  public void require(PoolId pool) {
    existing(pool);
  }

  @Override
  public CompletionStage<Void> requireAsync(PoolId pool) {
    return prepared().containsKey(pool)
        ? CompletableFuture.completedStage(null)
        : CompletableFuture.failedStage(new StoreRefusal.UnknownPool(pool));
  }

  @Override
  public void stageItems(PoolId pool, List<Item> items) {
    existingOrNew(pool).stageItems(items);
  }

  @Override
  public void stageInteractions(PoolId pool, List<Interaction> interactions) {
    existingOrNew(pool).stageInteractions(interactions);
  }

  @Override
  public void stageChoices(PoolId pool, List<Interaction> choices) {
    existing(pool).stageChoices(choices);
  }

  @Override
  public PoolView view(PoolId pool, Collection<String> items, Optional<String> user) {
    return existing(pool).view(items, user);
  }

  @Override
  public List<VersionSummary> versions(PoolId pool) {
    return existing(pool).versions();
  }

  @Override
  public VersionSummary activate(PoolId pool, int number, Optional<Integer> expected) {
    return existing(pool).activate(number, expected);
  }

  @Override
  public AdaptationTurn beginAdaptation(
      PoolId pool, Optional<Instant> scheduledTime, int maxInteractions) {
    return existing(pool).beginAdaptation(scheduledTime, maxInteractions);
  }

  @Override
  public void publish(AdaptationTurn.Granted turn, PoolVersion version, AdaptationReport report) {
    existing(turn.pool()).publish(turn, version, report);
  }

  @Override
  public void conclude(AdaptationTurn.Granted turn, AdaptationReport report) {
    existing(turn.pool()).conclude(turn, report);
  }

  @Override
  public void goBack(AdaptationTurn.Granted turn, int number, AdaptationReport report) {
    existing(turn.pool()).goBack(turn, number, report);
  }

  @Override
  public void release(AdaptationTurn.Granted turn) {
    existing(turn.pool()).release(turn);
  }

  @Override
  public List<AdaptationReport> adaptations(PoolId pool) {
    return existing(pool).adaptations();
  }

  @Override
  public ErasureReceipt erase(PoolId pool, String user) {
    return existing(pool).erase(user, clock.instant());
  }

  @Override
  public void keep(PoolId pool, String name, ErasureReceipt receipt) {
    existing(pool).keep(name, receipt);
  }

  @Override
  public Optional<ErasureReceipt> receipt(PoolId pool, String name) {
    return existing(pool).receipt(name);
  }

  private MemoryPool existing(PoolId id) {
    MemoryPool pool = prepared().get(id);
    if (pool == null) {
      throw new StoreRefusal.UnknownPool(id);
    }
    return pool;
  }

  private MemoryPool existingOrNew(PoolId id) {
    MemoryPool pool = prepared().get(id);
    return pool != null ? pool : create(id);
  }

  // Alone, so that two new pools cannot both take the last place.
  private synchronized MemoryPool create(PoolId id) {
    if (!pools.containsKey(id) && pools.size() >= config.maxPools()) {
      throw new StoreRefusal.QuotaExceeded("There are " + config.maxPools() + " pools already.");
    }
    return pools.computeIfAbsent(id, i -> new MemoryPool(i, config, clock.instant()));
  }
}
