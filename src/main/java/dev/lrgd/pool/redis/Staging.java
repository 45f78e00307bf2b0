package dev.lrgd.pool.redis;

import dev.lrgd.pool.Fingerprint;
import dev.lrgd.pool.PoolId;
import dev.lrgd.pool.StoreRefusal;
import dev.lrgd.space.Interaction;
import dev.lrgd.space.Item;
import io.vertx.redis.client.Command;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;

/**
 * What is PUT into a pool: stored in one step of the server, all of it or nothing. A pool begins
 * with it.
 */
final class Staging {

  /** Redis 6.2 reads 2^20 arguments of a command; a script's keys and the like are among them. */
  static final int MOST_ARGUMENTS = (1 << 20) - 16;

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
    stage(
        pool,
        STAGE_ITEMS,
        List.of(keys.state(), keys.items(), keys.staged(), keys.folding()),
        arguments,
        "A pool holds at most " + config.maxItems() + " items.");
  }

  void interactions(PoolId pool, List<Interaction> interactions) {
    interactions(pool, interactions, user -> "");
  }

  void choices(PoolId pool, List<Interaction> choices) {
    interactions(pool, choices, user -> Fingerprint.of(List.of(user)));
  }

  /**
   * @param tombstone under which a user's is looked for; nothing for nobody's
   */
  private void interactions(
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
  private static void requireSendable(int arguments) {
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
}
