package dev.lrgd.pool.redis;

import dev.lrgd.pool.AdaptationReport;
import dev.lrgd.pool.AdaptationTurn;
import dev.lrgd.pool.ErasureReceipt;
import dev.lrgd.pool.Fingerprint;
import dev.lrgd.pool.PoolId;
import dev.lrgd.pool.PoolStatus;
import dev.lrgd.pool.PoolStore;
import dev.lrgd.pool.PoolVersion;
import dev.lrgd.pool.PoolView;
import dev.lrgd.pool.StoreRefusal;
import dev.lrgd.pool.VersionSummary;
import dev.lrgd.pool.redis.HeldVersions.Held;
import dev.lrgd.space.Interaction;
import dev.lrgd.space.Item;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Response;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/**
 * Pools in Redis, shared by every function that reaches it; the package says how they lie there.
 */
public final class RedisPoolStore implements PoolStore {

  /** Redis 6.2 reads 2^20 arguments of a command; a script's keys and the like are among them. */
  static final int MOST_ARGUMENTS = (1 << 20) - 16;

  private static final Script STAGE_ITEMS = Script.repeatable(RedisPoolStore.class, "stage-items");
  private static final Script STAGE_INTERACTIONS =
      Script.repeatable(RedisPoolStore.class, "stage-interactions");
  private static final Script VIEW = Script.repeatable(RedisPoolStore.class, "view");
  private static final Script STATUS = Script.repeatable(RedisPoolStore.class, "status");
  private static final Script ACTIVATE = Script.once(RedisPoolStore.class, "activate");

  private final RedisCalls calls;
  private final RedisStoreConfig config;
  private final Clock clock;
  private final HeldVersions held;
  private final Turns turns;
  private final Erasure erasure;

  /** Pools that were there when this process last asked. */
  private final Set<PoolId> seen = ConcurrentHashMap.newKeySet();

  public RedisPoolStore(RedisCalls calls, HeldVersions held, RedisStoreConfig config, Clock clock) {
    this.calls = calls;
    this.config = config;
    this.clock = clock;
    this.held = held;
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
    if (seen.contains(pool)) {
      return;
    }
    if (calls.send(Command.EXISTS, PoolKeys.of(pool).state()).toInteger() == 0) {
      throw new StoreRefusal.UnknownPool(pool);
    }
    seen.add(pool);
  }

  @Override
  public void stageItems(PoolId pool, List<Item> items) {
    PoolKeys keys = PoolKeys.of(pool);
    List<Object> arguments = new ArrayList<>();
    arguments.add(config.maxItems());
    OptionalInt length = vectorLength(items);
    arguments.add(length.isPresent() ? Integer.toString(length.getAsInt()) : "");
    for (Item item : items) {
      arguments.add(item.id());
      arguments.add(StoredItem.write(item));
    }
    stage(
        pool,
        STAGE_ITEMS,
        List.of(keys.state(), keys.items(), keys.staged(), keys.folding()),
        arguments,
        "A pool holds at most " + config.maxItems() + " items.");
  }

  @Override
  public void stageInteractions(PoolId pool, List<Interaction> interactions) {
    stageInteractions(pool, interactions, user -> "");
  }

  @Override
  public void stageChoices(PoolId pool, List<Interaction> choices) {
    stageInteractions(pool, choices, user -> Fingerprint.of(List.of(user)));
  }

  /**
   * @param tombstone under which a user's is looked for; nothing for nobody's
   */
  private void stageInteractions(
      PoolId pool, List<Interaction> interactions, UnaryOperator<String> tombstone) {
    PoolKeys keys = PoolKeys.of(pool);
    Map<String, List<Interaction>> byUser = new HashMap<>();
    interactions.forEach(
        interaction ->
            byUser.computeIfAbsent(interaction.user(), u -> new ArrayList<>()).add(interaction));
    List<Object> arguments = new ArrayList<>();
    arguments.add(config.maxInteractions());
    byUser.forEach(
        (user, log) -> {
          arguments.add(user);
          arguments.add(tombstone.apply(user));
          arguments.add(StoredInteractions.write(log));
        });
    stage(
        pool,
        STAGE_INTERACTIONS,
        List.of(keys.state(), keys.interactions(), keys.erased()),
        arguments,
        "A pool holds at most " + config.maxInteractions() + " interactions.");
  }

  @Override
  public PoolView view(PoolId pool, Collection<String> items, Optional<String> user) {
    Optional<Held> inHand = held.inHand(pool);
    if (user.isEmpty()
        && inHand.isPresent()
        && knowsAll(inHand.get(), items)
        && held.mayAnswer(pool)) {
      return view(inHand.get(), Map.of(), List.of(), List.of());
    }
    try {
      return read(pool, items, user);
    } catch (StoreRefusal.Unavailable e) {
      return inHand
          .map(h -> view(h, Map.of(), List.of(), List.of(awayMessage(h, items, user))))
          .orElseThrow(() -> e);
    }
  }

  @Override
  public List<Interaction> history(PoolId pool, String user) {
    return read(pool, List.of(), Optional.of(user)).history();
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

  private PoolView read(PoolId pool, Collection<String> items, Optional<String> user) {
    PoolKeys keys = PoolKeys.of(pool);
    List<Object> arguments = new ArrayList<>();
    arguments.add(user.orElse(""));
    arguments.addAll(items);
    Response answer =
        calls.run(
            VIEW,
            List.of(
                keys.state(),
                keys.active(),
                keys.items(),
                keys.interactions(),
                keys.staged(),
                keys.folding()),
            arguments);
    if (answer == null) {
      held.drop(pool);
      seen.remove(pool);
      throw new StoreRefusal.UnknownPool(pool);
    }
    return calls.understand(
        () -> {
          Instant createdAt = Instant.ofEpochMilli(answer.get(0).toLong());
          Held now = held.at(pool, Pointer.of(answer, 1), createdAt);
          List<Interaction> history =
              user.map(u -> StoredInteractions.read(u, answer.get(3).toString())).orElse(List.of());
          return view(now, unknownTo(now, answer.get(4)), history, List.of());
        });
  }

  private static Map<String, Item> unknownTo(Held held, Response found) {
    Map<String, Item> staged = new HashMap<>();
    for (int i = 0; i < found.size(); i += 2) {
      String id = found.get(i).toString();
      if (held.version().space().indexOf(id) < 0) {
        staged.put(id, StoredItem.read(id, found.get(i + 1).toString()));
      }
    }
    return staged;
  }

  private static PoolView view(
      Held held, Map<String, Item> staged, List<Interaction> history, List<String> degraded) {
    List<String> reasons = new ArrayList<>(held.degraded());
    reasons.addAll(degraded);
    return new PoolView(held.version(), staged, history, reasons);
  }

  private static boolean knowsAll(Held held, Collection<String> items) {
    return items.stream().allMatch(id -> held.version().space().indexOf(id) >= 0);
  }

  private static String awayMessage(Held held, Collection<String> items, Optional<String> user) {
    String without = user.isPresent() ? ", without the user's history" : "";
    String unknown = knowsAll(held, items) ? "" : ", without items it does not know";
    return "store: it cannot be asked, version %d answers%s%s"
        .formatted(held.version().number(), without, unknown);
  }

  private void stage(
      PoolId pool, Script script, List<String> keys, List<Object> arguments, String full) {
    requireSendable(arguments.size());
    String answer = stage(script, keys, arguments, false);
    if (answer.equals("UNKNOWN")) {
      // Named first: a name without a pool is passed over, a pool without a name would be lost.
      calls.send(Command.SADD, PoolKeys.poolsOf(pool.tenant()), pool.name());
      calls.send(Command.SADD, PoolKeys.TENANTS, pool.tenant());
      answer = stage(script, keys, arguments, true);
    }
    if (answer.equals("FULL")) {
      throw new StoreRefusal.QuotaExceeded(full);
    }
    if (answer.startsWith("VECTOR ")) {
      throw new StoreRefusal.Conflict(
          "The vectors of this pool have %s numbers.".formatted(answer.substring(7)));
    }
  }

  /** All or nothing is one command, and a longer one ends the connection instead of an answer. */
  static void requireSendable(int arguments) {
    if (arguments > MOST_ARGUMENTS) {
      throw new StoreRefusal.QuotaExceeded(
          "This is more than the store takes at once: send it in parts.");
    }
  }

  private String stage(Script script, List<String> keys, List<Object> arguments, boolean create) {
    List<Object> all = new ArrayList<>();
    all.add(create ? "1" : "0");
    all.add(clock.millis());
    all.addAll(arguments);
    return calls.run(script, keys, all).toString();
  }

  private static OptionalInt vectorLength(List<Item> items) {
    OptionalInt length = OptionalInt.empty();
    for (Item item : items) {
      if (item.vector() == null) {
        continue;
      }
      if (length.isPresent() && length.getAsInt() != item.vector().length) {
        throw new StoreRefusal.Conflict(
            "The vectors of this pool have %d numbers, not %d."
                .formatted(length.getAsInt(), item.vector().length));
      }
      length = OptionalInt.of(item.vector().length);
    }
    return length;
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
