package dev.lrgd.pool.redis;

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
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Response;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Pools in Redis, shared by every function that reaches it; the package says how they lie there.
 */
public final class RedisPoolStore implements PoolStore {

  private static final Script STATUS = Script.repeatable(RedisPoolStore.class, "status");
  private static final Script ACTIVATE = Script.once(RedisPoolStore.class, "activate");

  private final RedisCalls calls;
  private final RedisStoreConfig config;
  private final Clock clock;
  private final HeldVersions held;
  private final Views views;
  private final Staging staging;
  private final Turns turns;
  private final Erasure erasure;

  /** Pools that were there when this process last asked. */
  private final Set<PoolId> seen = ConcurrentHashMap.newKeySet();

  public RedisPoolStore(RedisCalls calls, HeldVersions held, RedisStoreConfig config, Clock clock) {
    this.calls = calls;
    this.config = config;
    this.clock = clock;
    this.held = held;
    this.views = new Views(calls, held);
    this.staging = new Staging(calls, config, clock);
    this.turns = new Turns(calls, config, held);
    this.erasure = new Erasure(calls, held);
  }

  @Override
  public List<PoolId> pools() {
    List<PoolId> pools = new ArrayList<>();
    members(PoolKeys.TENANTS)
        .forEach(tenant -> namesOf(tenant).forEach(name -> pools.add(new PoolId(tenant, name))));
    return pools;
  }

  @Override
  public List<PoolStatus> pools(String tenant) {
    List<PoolStatus> pools = new ArrayList<>();
    for (String name : namesOf(tenant)) {
      statusIfThere(new PoolId(tenant, name)).ifPresent(pools::add);
    }
    return pools;
  }

  @Override
  public PoolStatus status(PoolId pool) {
    return statusIfThere(pool).orElseThrow(() -> new StoreRefusal.UnknownPool(pool));
  }

  @Override
  public void require(PoolId pool) {
    calls.await(requireAsync(pool));
  }

  @Override
  public CompletionStage<Void> requireAsync(PoolId pool) {
    if (seen.contains(pool)) {
      return CompletableFuture.completedStage(null);
    }
    return calls
        .sendAsync(Command.EXISTS, PoolKeys.of(pool).state())
        .thenAccept(
            count -> {
              if (count.toInteger() == 0) {
                throw new StoreRefusal.UnknownPool(pool);
              }
              seen.add(pool);
            });
  }

  @Override
  public void stageItems(PoolId pool, List<Item> items) {
    staging.items(pool, items);
  }

  @Override
  public void stageInteractions(PoolId pool, List<Interaction> interactions) {
    staging.interactions(pool, interactions);
  }

  @Override
  public void stageChoices(PoolId pool, List<Interaction> choices) {
    calls.await(stageChoicesAsync(pool, choices));
  }

  @Override
  public CompletionStage<Void> stageChoicesAsync(PoolId pool, List<Interaction> choices) {
    return staging.choices(pool, choices);
  }

  @Override
  public PoolView view(PoolId pool, Collection<String> items, Optional<String> user) {
    try {
      return views.view(pool, items, user);
    } catch (StoreRefusal.UnknownPool e) {
      seen.remove(pool);
      throw e;
    }
  }

  @Override
  public List<VersionSummary> versions(PoolId pool) {
    require(pool);
    Response summaries = calls.send(Command.HVALS, PoolKeys.of(pool).versions());
    return calls.understand(
        () ->
            summaries.stream()
                .map(json -> StoredJson.read(json.toString(), VersionSummary.class))
                .sorted(Comparator.comparingInt(VersionSummary::number).reversed())
                .toList());
  }

  @Override
  public VersionSummary activate(PoolId pool, int number, Optional<Integer> expected) {
    PoolKeys keys = PoolKeys.of(pool);
    Response answer =
        calls.run(
            ACTIVATE,
            List.of(keys.state(), keys.active(), keys.versions()),
            List.of(number, expected.map(String::valueOf).orElse("")));
    return calls.understand(
        () ->
            switch (answer.get(0).toString()) {
              case "UNKNOWN" -> throw new StoreRefusal.UnknownPool(pool);
              case "NO VERSION" -> throw new StoreRefusal.UnknownVersion(pool, number);
              case "CONFLICT" ->
                  throw new StoreRefusal.Conflict(
                      "Version %s is active, not %d.".formatted(answer.get(1), expected.get()));
              default -> {
                held.lookAgain(pool);
                yield StoredJson.read(answer.get(1).toString(), VersionSummary.class);
              }
            });
  }

  @Override
  public AdaptationTurn beginAdaptation(
      PoolId pool, Optional<Instant> scheduledTime, int maxInteractions) {
    return turns.begin(pool, scheduledTime, maxInteractions);
  }

  @Override
  public void publish(AdaptationTurn.Granted turn, PoolVersion version, AdaptationReport report) {
    turns.publish(turn, version, report);
  }

  @Override
  public void conclude(AdaptationTurn.Granted turn, AdaptationReport report) {
    turns.conclude(turn, report);
  }

  @Override
  public void goBack(AdaptationTurn.Granted turn, int number, AdaptationReport report) {
    turns.goBack(turn, number, report);
  }

  @Override
  public void release(AdaptationTurn.Granted turn) {
    turns.release(turn);
  }

  @Override
  public List<AdaptationReport> adaptations(PoolId pool) {
    require(pool);
    Response reports = calls.send(Command.LRANGE, PoolKeys.of(pool).reports(), 0, -1);
    return calls.understand(
        () ->
            reports.stream()
                .map(json -> StoredJson.read(json.toString(), AdaptationReport.class))
                .toList());
  }

  @Override
  public ErasureReceipt erase(PoolId pool, String user) {
    return erasure.erase(pool, user, clock.instant());
  }

  @Override
  public void keep(PoolId pool, String name, ErasureReceipt receipt) {
    calls.send(
        Command.SET,
        PoolKeys.of(pool).receipt(name),
        StoredJson.write(receipt),
        "PX",
        config.keepReceiptsFor().toMillis());
  }

  @Override
  public Optional<ErasureReceipt> receipt(PoolId pool, String name) {
    require(pool);
    Response json = calls.send(Command.GET, PoolKeys.of(pool).receipt(name));
    return json == null
        ? Optional.empty()
        : Optional.of(
            calls.understand(() -> StoredJson.read(json.toString(), ErasureReceipt.class)));
  }

  private Optional<PoolStatus> statusIfThere(PoolId pool) {
    PoolKeys keys = PoolKeys.of(pool);
    Response answer =
        calls.run(
            STATUS,
            List.of(
                keys.state(),
                keys.active(),
                keys.items(),
                keys.staged(),
                keys.folding(),
                keys.versions(),
                keys.reports()),
            List.of());
    return answer == null
        ? Optional.empty()
        : Optional.of(calls.understand(() -> status(pool, answer)));
  }

  private static PoolStatus status(PoolId pool, Response answer) {
    String vector = answer.get(5).toString();
    return new PoolStatus(
        pool,
        record(answer.get(0), VersionSummary.class),
        answer.get(1).toInteger(),
        answer.get(2).toInteger(),
        answer.get(3).toInteger(),
        answer.get(4).toInteger(),
        vector.isEmpty() ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(vector)),
        record(answer.get(6), AdaptationReport.class));
  }

  private static <T> Optional<T> record(Response json, Class<T> type) {
    String text = json.toString();
    return text.isEmpty() ? Optional.empty() : Optional.of(StoredJson.read(text, type));
  }

  private List<String> namesOf(String tenant) {
    return members(PoolKeys.poolsOf(tenant));
  }

  private List<String> members(String key) {
    Response members = calls.send(Command.SMEMBERS, key);
    return calls.understand(() -> members.stream().map(Response::toString).sorted().toList());
  }
}
