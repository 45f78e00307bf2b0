package dev.lrgd.pool.redis;

import dev.lrgd.pool.PoolId;
import dev.lrgd.pool.PoolVersion;
import dev.lrgd.pool.StoreRefusal;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Response;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/**
 * The versions that this process holds in memory, one a pool and of so many pools at most, and when
 * it last looked whether they are still the active ones.
 *
 * <p>A version that cannot be read (a later release wrote it, its bytes are damaged, the store is
 * slow) does not take the one in hand away: that one goes on answering, degraded, and reading is
 * tried again after a while.
 */
public final class HeldVersions {

  private static final Logger LOG = Logger.getLogger(HeldVersions.class);

  /** A pointer may move on, and its version go, while the parts are fetched: then once more. */
  private static final int ATTEMPTS = 3;

  /**
   * A version in hand.
   *
   * @param pointer what was active when it was read
   */
  record Held(Pointer pointer, PoolVersion version, List<String> degraded) {}

  private final RedisCalls calls;
  private final RedisStoreConfig config;
  private final Clock clock;
  private final Map<PoolId, Slot> slots = new ConcurrentHashMap<>();
  private final AtomicLong turns = new AtomicLong();

  public HeldVersions(RedisCalls calls, RedisStoreConfig config, Clock clock) {
    this.calls = calls;
    this.config = config;
    this.clock = clock;
  }

  /** What is in hand, however old. */
  Optional<Held> inHand(PoolId pool) {
    return Optional.ofNullable(slots.get(pool))
        .map(
            slot -> {
              slot.turn = turns.incrementAndGet();
              return slot.held;
            });
  }

  /**
   * Whether the version in hand may answer without a look at the pointer. Past {@code staleness}
   * one request may, in the expectation that {@link #seen} follows when its recommendation is
   * remembered; the next one may not, unless it did.
   */
  boolean mayAnswer(PoolId pool) {
    Slot slot = slots.get(pool);
    return slot != null && slot.mayAnswer(clock.millis());
  }

  /** A pointer that was read on the way; fetches the version when it is another one. */
  public void seen(PoolId pool, Response answer) {
    if (slots.containsKey(pool)) {
      try {
        at(pool, Pointer.of(answer, 0), Instant.EPOCH);
      } catch (RuntimeException e) {
        LOG.warnf("pool %s: its new version is not read yet: %s", pool, e.getMessage());
      }
    }
  }

  /** The version that a pointer just read names, or the one in hand, degraded. */
  Held at(PoolId pool, Pointer pointer, Instant createdAt) {
    Slot slot = slot(pool);
    Held held = slot.held;
    if (held == null || !held.pointer.equals(pointer)) {
      held = slot.load(pool, pointer, createdAt);
    }
    slot.looked(clock.millis());
    return held;
  }

  /** What this process has just made active itself. */
  void put(PoolId pool, Pointer pointer, PoolVersion version) {
    Slot slot = slot(pool);
    slot.held = new Held(pointer, version, List.of());
    slot.looked(clock.millis());
  }

  /** This process has just moved the pointer: the next request looks at it. */
  void lookAgain(PoolId pool) {
    Slot slot = slots.get(pool);
    if (slot != null) {
      slot.lookAgain();
    }
  }

  void drop(PoolId pool) {
    slots.remove(pool);
  }

  private Slot slot(PoolId pool) {
    Slot slot = slots.computeIfAbsent(pool, p -> new Slot());
    slot.turn = turns.incrementAndGet();
    while (slots.size() > config.heldPools()) {
      slots.entrySet().stream()
          .min(Comparator.comparingLong(entry -> entry.getValue().turn))
          .ifPresent(oldest -> slots.remove(oldest.getKey(), oldest.getValue()));
    }
    return slot;
  }

  /** Reads the parts of a version in one command, so that an erasure in between is seen whole. */
  PoolVersion fetch(PoolId pool, int number) {
    PoolKeys keys = PoolKeys.of(pool);
    Object[] parts =
        VersionCodec.PARTS.stream().map(part -> keys.part(number, part)).toArray(Object[]::new);
    Response answer = calls.sendLarge(Command.MGET, parts);
    List<byte[]> bytes = new ArrayList<>();
    for (Response part : answer) {
      if (part == null) {
        throw new StoreRefusal.UnknownVersion(pool, number);
      }
      bytes.add(part.toBytes());
    }
    return VersionCodec.read(bytes);
  }

  private Pointer pointer(PoolId pool) {
    return Pointer.of(calls.send(Command.HMGET, PoolKeys.of(pool).active(), "version", "epoch"), 0);
  }

  private final class Slot {
    private volatile Held held;

    /** When it was last asked for, as a number that grows. */
    private volatile long turn;

    private Pointer failed;
    private long retryAt;
    private long lookedAt;
    private boolean awaited;

    synchronized boolean mayAnswer(long now) {
      long age = now - lookedAt;
      if (age < config.staleness().toMillis()) {
        return true;
      }
      boolean first = !awaited && !config.staleness().isZero();
      awaited = true;
      return first && age < config.idle().toMillis();
    }

    synchronized void looked(long now) {
      lookedAt = now;
      awaited = false;
    }

    synchronized void lookAgain() {
      lookedAt = Long.MIN_VALUE / 2;
    }

    /** One thread fetches; those who come meanwhile wait for it, and find it done. */
    synchronized Held load(PoolId pool, Pointer pointer, Instant createdAt) {
      if (held != null && held.pointer.equals(pointer)) {
        return held;
      }
      if (held != null && pointer.equals(failed) && clock.millis() < retryAt) {
        return held;
      }
      try {
        held = new Held(pointer, read(pool, pointer, createdAt), List.of());
        failed = null;
      } catch (RuntimeException e) {
        held = instead(pool, pointer, e);
      }
      return held;
    }

    private PoolVersion read(PoolId pool, Pointer pointer, Instant createdAt) {
      int number = pointer.number();
      for (int attempt = 1; number > 0; attempt++) {
        try {
          return fetch(pool, number);
        } catch (StoreRefusal.UnknownVersion e) {
          if (attempt == ATTEMPTS) {
            throw e;
          }
          number = pointer(pool).number();
        }
      }
      return PoolVersion.none(createdAt);
    }

    private Held instead(PoolId pool, Pointer pointer, RuntimeException reason) {
      failed = pointer;
      retryAt = clock.millis() + config.retryAfter().toMillis();
      String message = "version " + pointer.number() + " cannot be read: " + reason.getMessage();
      LOG.warnf("pool %s: %s", pool, message);
      if (held == null) {
        throw calls.unavailable("The pool's " + message + ".", reason);
      }
      String degraded = "store: %s; version %d answers".formatted(message, held.version.number());
      return new Held(held.pointer, held.version, List.of(degraded));
    }
  }
}
