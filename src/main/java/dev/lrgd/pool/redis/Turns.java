package dev.lrgd.pool.redis;

import dev.lrgd.pool.AdaptationReport;
import dev.lrgd.pool.AdaptationTurn;
import dev.lrgd.pool.Fingerprint;
import dev.lrgd.pool.NewestInteractions;
import dev.lrgd.pool.PoolContents;
import dev.lrgd.pool.PoolId;
import dev.lrgd.pool.PoolVersion;
import dev.lrgd.pool.StoreRefusal;
import dev.lrgd.space.Item;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Response;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;

/**
 * The turns of the second stage: lease, everything read, parts uploaded, one commit. Killed at any
 * step it leaves the active version as it was: what was uploaded has a time to live, what was
 * staged is marked as being folded and the next turn takes it along, the lease ends by itself.
 */
final class Turns {

  private static final Script BEGIN = Script.once(Turns.class, "begin");
  private static final Script CONCLUDE = Script.once(Turns.class, "reports", "conclude");
  private static final Script COMMIT = Script.repeatable(Turns.class, "reports", "commit");

  /** How many fields of a hash one call reads, about. */
  private static final int SCAN = 2000;

  /** Uploaded parts outlive their upload by so long: time for the commit, no more. */
  private static final String UPLOAD_MILLIS = "30000";

  private final RedisCalls calls;
  private final RedisStoreConfig config;
  private final HeldVersions held;
  private final Leases leases;

  /** How many erasures a turn of this process has seen, by pool and token. */
  private final Map<String, Integer> erasuresSeen = new ConcurrentHashMap<>();

  Turns(RedisCalls calls, RedisStoreConfig config, HeldVersions held) {
    this.calls = calls;
    this.config = config;
    this.held = held;
    this.leases = new Leases(calls, config);
  }

  AdaptationTurn begin(PoolId pool, Optional<Instant> scheduledTime, int maxInteractions) {
    PoolKeys keys = PoolKeys.of(pool);
    Response answer =
        calls.run(
            BEGIN,
            List.of(
                keys.state(),
                keys.active(),
                keys.lease(),
                keys.staged(),
                keys.folding(),
                keys.scheduled(),
                keys.reports()),
            List.of(
                scheduled(scheduledTime),
                config.lease().toMillis(),
                seconds(scheduledTime.orElse(Instant.EPOCH))));
    return calls.understand(
        () ->
            switch (answer.get(0).toString()) {
              case "UNKNOWN" -> throw new StoreRefusal.UnknownPool(pool);
              case "RUNNING" ->
                  throw new StoreRefusal.Conflict("An adaptation of this pool is running.");
              case "DONE" ->
                  new AdaptationTurn.Done(
                      StoredJson.read(answer.get(1).toString(), AdaptationReport.class));
              case "GRANTED" -> granted(pool, answer, maxInteractions);
              default -> throw new IllegalArgumentException("neither granted nor refused");
            });
  }

  void publish(AdaptationTurn.Granted turn, PoolVersion version, AdaptationReport report) {
    PoolKeys keys = PoolKeys.of(turn.pool());
    String name = name(turn.pool(), turn.token());
    int seen = erasuresSeen.getOrDefault(name, 0);
    while (true) {
      Erasures erasures = erasures(keys);
      Set<String> erased = erasures.since(seen);
      PoolVersion clean = version.withoutUsers(user -> erased.contains(fingerprint(user)));
      upload(keys, turn, clean);
      Response answer = commit(keys, turn, clean, report, erasures.count());
      switch (answer.get(0).toString()) {
        case "OK" -> {
          held.put(turn.pool(), new Pointer(clean.number(), answer.get(1).toLong()), clean);
          leases.stopBeating(keys, turn.token());
          erasuresSeen.remove(name);
          return;
        }
        case "ERASED" -> {
          // Somebody was erased between the look and the commit: look again.
        }
        case "MOVED" -> throw moved(answer);
        default -> throw lost();
      }
    }
  }

  void conclude(AdaptationTurn.Granted turn, AdaptationReport report) {
    conclude(turn, "", report);
  }

  void goBack(AdaptationTurn.Granted turn, int number, AdaptationReport report) {
    conclude(turn, Integer.toString(number), report);
    held.lookAgain(turn.pool());
  }

  private void conclude(AdaptationTurn.Granted turn, String backTo, AdaptationReport report) {
    PoolKeys keys = PoolKeys.of(turn.pool());
    Response answer =
        calls.run(
            CONCLUDE,
            List.of(
                keys.state(),
                keys.active(),
                keys.lease(),
                keys.scheduled(),
                keys.versions(),
                keys.reports()),
            List.of(
                turn.token(),
                turn.contents().active().number(),
                backTo,
                StoredJson.write(report),
                scheduled(report.scheduledTime()),
                config.keptReports(),
                seconds(report.endsTimesUpTo())));
    switch (answer.get(0).toString()) {
      case "OK" -> {
        leases.stopBeating(keys, turn.token());
        erasuresSeen.remove(name(turn.pool(), turn.token()));
      }
      case "MOVED" -> throw moved(answer);
      case "NO VERSION" ->
          throw new StoreRefusal.UnknownVersion(turn.pool(), Integer.parseInt(backTo));
      default -> throw lost();
    }
  }

  private static StoreRefusal.Conflict moved(Response answer) {
    return new StoreRefusal.Conflict(
        "Version %s was activated while the adaptation ran.".formatted(answer.get(1)));
  }

  private static StoreRefusal.Conflict lost() {
    return new StoreRefusal.Conflict("Another adaptation of this pool took over.");
  }

  void release(AdaptationTurn.Granted turn) {
    erasuresSeen.remove(name(turn.pool(), turn.token()));
    leases.release(turn);
  }

  private AdaptationTurn.Granted granted(PoolId pool, Response answer, int maxInteractions) {
    PoolKeys keys = PoolKeys.of(pool);
    long token = answer.get(1).toLong();
    leases.keep(keys, token);
    erasuresSeen.put(name(pool, token), answer.get(6).toInteger());
    PoolContents nothing = new PoolContents(List.of(), List.of(), 0, null, 0);
    try {
      PoolVersion active =
          held.at(pool, Pointer.of(answer, 3), Instant.ofEpochMilli(answer.get(2).toLong()))
              .version();
      return new AdaptationTurn.Granted(
          pool,
          token,
          new PoolContents(
              items(keys),
              interactions(keys, maxInteractions),
              active,
              answer.get(5).toInteger() + 1));
    } catch (RuntimeException e) {
      release(new AdaptationTurn.Granted(pool, token, nothing));
      throw e;
    }
  }

  private List<Item> items(PoolKeys keys) {
    Map<String, Item> items = new TreeMap<>();
    scan(keys.items(), (id, json) -> items.put(id, StoredItem.read(id, json)));
    return List.copyOf(items.values());
  }

  private NewestInteractions interactions(PoolKeys keys, int atMost) {
    NewestInteractions newest = new NewestInteractions(atMost);
    Set<String> read = new HashSet<>();
    scan(
        keys.interactions(),
        (user, lines) -> {
          // A scan may come by the same user twice.
          if (read.add(user)) {
            newest.addAll(StoredInteractions.read(user, lines));
          }
        });
    return newest;
  }

  /** Reads a hash bit by bit; a field that changes meanwhile is staged, and comes again. */
  private void scan(String key, BiConsumer<String, String> each) {
    String cursor = "0";
    do {
      Response page = calls.sendLarge(Command.HSCAN, key, cursor, "COUNT", SCAN);
      cursor = page.get(0).toString();
      Response fields = page.get(1);
      for (int i = 0; i < fields.size(); i += 2) {
        each.accept(fields.get(i).toString(), fields.get(i + 1).toString());
      }
    } while (!cursor.equals("0"));
  }

  private void upload(PoolKeys keys, AdaptationTurn.Granted turn, PoolVersion version) {
    VersionCodec.write(version, turn.token())
        .forEach(
            (part, bytes) ->
                calls.sendLarge(
                    Command.SET, keys.uploaded(turn.token(), part), bytes, "PX", UPLOAD_MILLIS));
  }

  private Response commit(
      PoolKeys keys,
      AdaptationTurn.Granted turn,
      PoolVersion version,
      AdaptationReport report,
      int erasures) {
    List<Object> arguments = new ArrayList<>();
    arguments.add(turn.token());
    arguments.add(version.number());
    arguments.add(turn.contents().active().number());
    arguments.add(erasures);
    arguments.add(StoredJson.write(version.summary()));
    arguments.add(StoredJson.write(report));
    arguments.add(scheduled(report.scheduledTime()));
    arguments.add(config.keptVersions());
    arguments.add(config.keptReports());
    arguments.add(seconds(report.endsTimesUpTo()));
    arguments.add(keys.prefix());
    arguments.addAll(VersionCodec.PARTS);
    return calls.runLarge(
        COMMIT,
        List.of(
            keys.state(),
            keys.active(),
            keys.lease(),
            keys.folding(),
            keys.scheduled(),
            keys.versions(),
            keys.reports()),
        arguments);
  }

  /** Who was erased, each with the number of the erasure. */
  private record Erasures(int count, Map<String, Integer> byFingerprint) {

    /** Users erased after so many erasures. */
    Set<String> since(int seen) {
      Set<String> fingerprints = new HashSet<>();
      byFingerprint.forEach(
          (fingerprint, number) -> {
            if (number > seen) {
              fingerprints.add(fingerprint);
            }
          });
      return fingerprints;
    }
  }

  private Erasures erasures(PoolKeys keys) {
    Response count = calls.send(Command.HGET, keys.state(), "erasures");
    Map<String, Integer> byFingerprint = new HashMap<>();
    scan(
        keys.erased(),
        (fingerprint, tombstone) ->
            byFingerprint.put(
                fingerprint, Integer.valueOf(tombstone.substring(0, tombstone.indexOf(' ')))));
    return new Erasures(count == null ? 0 : count.toInteger(), byFingerprint);
  }

  private static String fingerprint(String user) {
    return Fingerprint.of(List.of(user));
  }

  private static String scheduled(Optional<Instant> time) {
    return time.map(Instant::toString).orElse("");
  }

  /** As a number that scripts compare. */
  private static String seconds(Instant time) {
    return "%d.%09d".formatted(time.getEpochSecond(), time.getNano());
  }

  private static String name(PoolId pool, long token) {
    return pool + "#" + token;
  }
}
