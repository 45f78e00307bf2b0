package dev.lrgd.pool.redis;

import dev.lrgd.pool.Fingerprint;
import dev.lrgd.pool.PoolId;
import dev.lrgd.pool.StoreRefusal;
import dev.lrgd.space.Interaction;
import dev.lrgd.space.Item;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Response;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;

/**
 * What is PUT into a pool: stored in one step of the server, all of it or nothing. A pool begins
 * with it.
 */
final class Staging {

  /** Redis 6.2 reads 2^20 arguments of a command; a script's keys and the like are among them. */
  static final int MOST_ARGUMENTS = (1 << 20) - 16;

  private static final String UNKNOWN = "UNKNOWN";

  private static final Script STAGE_ITEMS = Script.repeatable(Staging.class, "stage-items");
  private static final Script STAGE_INTERACTIONS =
      Script.repeatable(Staging.class, "stage-interactions");

  private final RedisCalls calls;
  private final RedisStoreConfig config;
  private final Clock clock;

  Staging(RedisCalls calls, RedisStoreConfig config, Clock clock) {
    this.calls = calls;
    this.config = config;
    this.clock = clock;
  }

  void items(PoolId pool, List<Item> items) {
    PoolKeys keys = PoolKeys.of(pool);
    List<Object> arguments = new ArrayList<>();
    arguments.add(config.maxItems());
    OptionalInt length = vectorLength(items);
    arguments.add(length.isPresent() ? Integer.toString(length.getAsInt()) : "");
    for (Item item : items) {
      arguments.add(item.id());
      arguments.add(StoredItem.write(item));
    }
    calls.await(
        begun(
            pool,
            STAGE_ITEMS,
            List.of(keys.state(), keys.items(), keys.staged(), keys.folding()),
            arguments,
            "A pool holds at most " + config.maxItems() + " items."));
  }

  void interactions(PoolId pool, List<Interaction> interactions) {
    calls.await(
        begun(
            pool,
            STAGE_INTERACTIONS,
            interactionKeys(pool),
            byUser(interactions, user -> ""),
            tooManyInteractions()));
  }

  /** Of a pool that is there. Nobody is kept waiting by one; many of them take their time. */
  CompletionStage<Void> choices(PoolId pool, List<Interaction> choices) {
    List<Object> arguments = byUser(choices, user -> Fingerprint.of(List.of(user)));
    return staged(STAGE_INTERACTIONS, interactionKeys(pool), arguments, false, choices.size() > 1)
        .thenAccept(answer -> requireStaged(pool, answer, tooManyInteractions()));
  }

  private static List<String> interactionKeys(PoolId pool) {
    PoolKeys keys = PoolKeys.of(pool);
    return List.of(keys.state(), keys.interactions(), keys.erased());
  }

  private String tooManyInteractions() {
    return "A pool holds at most " + config.maxInteractions() + " interactions.";
  }

  /**
   * @param tombstone under which a user's is looked for; nothing for nobody's
   */
  private List<Object> byUser(List<Interaction> interactions, UnaryOperator<String> tombstone) {
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
    return arguments;
  }

  /** Staged in a pool that begins with it if it is not there yet. */
  private CompletionStage<Void> begun(
      PoolId pool, Script script, List<String> keys, List<Object> arguments, String full) {
    return staged(script, keys, arguments, false, false)
        .thenCompose(
            answer ->
                answer.equals(UNKNOWN)
                    ? name(pool).thenCompose(named -> staged(script, keys, arguments, true, false))
                    : CompletableFuture.completedStage(answer))
        .thenAccept(answer -> requireStaged(pool, answer, full));
  }

  /** Named first: a name without a pool is passed over, a pool without a name would be lost. */
  private CompletionStage<?> name(PoolId pool) {
    return calls
        .sendAsync(Command.SADD, PoolKeys.poolsOf(pool.tenant()), pool.name())
        .thenCompose(added -> calls.sendAsync(Command.SADD, PoolKeys.TENANTS, pool.tenant()));
  }

  private static void requireStaged(PoolId pool, String answer, String full) {
    if (answer.equals(UNKNOWN)) {
      throw new StoreRefusal.UnknownPool(pool);
    }
    if (answer.equals("FULL")) {
      throw new StoreRefusal.QuotaExceeded(full);
    }
    if (answer.startsWith("VECTOR ")) {
      throw new StoreRefusal.Conflict(
          "The vectors of this pool have %s numbers.".formatted(answer.substring(7)));
    }
  }

  private CompletionStage<String> staged(
      Script script,
      List<String> keys,
      List<Object> arguments,
      boolean create,
      boolean takesItsTime) {
    if (arguments.size() > MOST_ARGUMENTS) {
      // All or nothing is one command, and a longer one ends the connection instead of an answer.
      return CompletableFuture.failedStage(
          new StoreRefusal.QuotaExceeded(
              "This is more than the store takes at once: send it in parts."));
    }
    List<Object> all = new ArrayList<>(2 + arguments.size());
    all.add(create ? "1" : "0");
    all.add(clock.millis());
    all.addAll(arguments);
    CompletionStage<Response> answer =
        takesItsTime ? calls.runLargeAsync(script, keys, all) : calls.runAsync(script, keys, all);
    return answer.thenApply(Response::toString);
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
}
