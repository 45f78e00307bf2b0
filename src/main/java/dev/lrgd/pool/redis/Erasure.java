package dev.lrgd.pool.redis;

import dev.lrgd.pool.ErasureReceipt;
import dev.lrgd.pool.Fingerprint;
import dev.lrgd.pool.PoolId;
import dev.lrgd.pool.PoolVersion;
import dev.lrgd.pool.StoreRefusal;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Removes a user from a pool, in passes. Each begins with the interactions, and a tombstone is set
 * in the same step: from here on no turn that began before can commit without leaving the user out.
 * Then the demonstrations of every kept version go, one version after the other.
 *
 * <p>A turn that begins between the two counts as one that knows of the erasure, and carries on
 * what it reads of a version that was not come by yet. So there is another pass, with another
 * tombstone, until one removes nothing: every turn since then read versions without the user.
 */
final class Erasure {

  private static final Script ERASE = Script.once(Erasure.class, "erase");
  private static final Script REWRITE = Script.once(Erasure.class, "rewrite");

  /** Far longer than any turn takes; each erasure prolongs it for all. */
  private static final Duration TOMBSTONES = Duration.ofDays(30);

  private final RedisCalls calls;
  private final HeldVersions held;

  Erasure(RedisCalls calls, HeldVersions held) {
    this.calls = calls;
    this.held = held;
  }

  ErasureReceipt erase(PoolId pool, String user, Instant now) {
    PoolKeys keys = PoolKeys.of(pool);
    int interactions = 0;
    int demonstrations = 0;
    Set<Integer> versions = new HashSet<>();
    int removed;
    do {
      interactions += eraseInteractions(pool, user, now);
      removed = 0;
      for (int number : numbers(keys)) {
        int here = eraseFrom(pool, number, user);
        removed += here;
        if (here > 0) {
          versions.add(number);
        }
      }
      demonstrations += removed;
    } while (removed > 0);
    if (!versions.isEmpty()) {
      held.lookAgain(pool);
    }
    return new ErasureReceipt(now, interactions, 0, demonstrations, versions.size());
  }

  /** How many went; leaves a tombstone. */
  private int eraseInteractions(PoolId pool, String user, Instant now) {
    PoolKeys keys = PoolKeys.of(pool);
    int interactions =
        calls
            .run(
                ERASE,
                List.of(keys.state(), keys.interactions(), keys.erased()),
                List.of(
                    user,
                    Fingerprint.of(List.of(user)),
                    TOMBSTONES.toSeconds(),
                    now.getEpochSecond()))
            .toInteger();
    if (interactions < 0) {
      throw new StoreRefusal.UnknownPool(pool);
    }
    return interactions;
  }

  private List<Integer> numbers(PoolKeys keys) {
    Response numbers = calls.send(Command.HKEYS, keys.versions());
    List<Integer> kept = new ArrayList<>();
    numbers.forEach(number -> kept.add(number.toInteger()));
    return kept;
  }

  /** How many demonstrations went; 0 as well where the version itself went meanwhile. */
  private int eraseFrom(PoolId pool, int number, String user) {
    PoolKeys keys = PoolKeys.of(pool);
    while (true) {
      Response read = calls.sendLarge(Command.GET, keys.part(number, VersionCodec.DEMONSTRATIONS));
      if (read == null) {
        return 0;
      }
      PoolVersion version;
      try {
        version = calls.understand(() -> held.fetch(pool, number));
      } catch (StoreRefusal.UnknownVersion e) {
        return 0;
      }
      PoolVersion clean = version.without(user);
      if (clean == version) {
        return 0;
      }
      String answer = rewrite(keys, read.toBytes(), clean);
      if (answer.equals("OK")) {
        return version.demonstrations().size() - clean.demonstrations().size();
      }
    }
  }

  private String rewrite(PoolKeys keys, byte[] read, PoolVersion clean) {
    int number = clean.number();
    Map<String, byte[]> parts = VersionCodec.writeDemonstrations(clean, Part.of(read).token());
    return calls
        .runLarge(
            REWRITE,
            List.of(
                keys.active(),
                keys.versions(),
                keys.part(number, VersionCodec.DEMONSTRATIONS),
                keys.part(number, VersionCodec.META)),
            List.of(
                number,
                Script.sha1(read),
                parts.get(VersionCodec.DEMONSTRATIONS),
                parts.get(VersionCodec.META),
                StoredJson.write(clean.summary())))
        .toString();
  }
}
