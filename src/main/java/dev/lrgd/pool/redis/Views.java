package dev.lrgd.pool.redis;

import dev.lrgd.pool.PoolId;
import dev.lrgd.pool.PoolView;
import dev.lrgd.pool.StoreRefusal;
import dev.lrgd.pool.redis.HeldVersions.Held;
import dev.lrgd.space.Interaction;
import dev.lrgd.space.Item;
import io.vertx.redis.client.Response;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one request reads of a pool: nothing, where the version in hand may answer; else it all in
 * one step of the server, or, with the server away, what the version in hand knows.
 */
final class Views {

  private static final Script VIEW = Script.repeatable(Views.class, "view");

  private final RedisCalls calls;
  private final HeldVersions held;

  Views(RedisCalls calls, HeldVersions held) {
    this.calls = calls;
    this.held = held;
  }

  PoolView view(PoolId pool, Collection<String> items, Optional<String> user) {
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

  /** By one round trip, and one more where the pointer has moved. */
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
}
