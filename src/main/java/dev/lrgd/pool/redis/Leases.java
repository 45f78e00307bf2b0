package dev.lrgd.pool.redis;

import dev.lrgd.pool.AdaptationTurn;
import dev.lrgd.pool.StoreRefusal;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Keeps the leases of the adaptations that run in this process alive. Whoever dies stops beating,
 * and his lease ends by itself; whoever was frozen beyond its end finds it gone and cannot commit.
 */
final class Leases {

  private static final Logger LOG = Logger.getLogger(Leases.class);
  private static final Script BEAT = Script.repeatable(Leases.class, "beat");
  private static final Script RELEASE = Script.repeatable(Leases.class, "release");

  private final RedisCalls calls;
  private final RedisStoreConfig config;
  private final Map<String, Future<?>> beats = new ConcurrentHashMap<>();
  private ScheduledExecutorService timer;

  Leases(RedisCalls calls, RedisStoreConfig config) {
    this.calls = calls;
    this.config = config;
  }

  void keep(PoolKeys keys, long token) {
    long period = Math.max(1, config.lease().toMillis() / 3);
    beats.put(
        name(keys, token),
        timer()
            .scheduleAtFixedRate(() -> beat(keys, token), period, period, TimeUnit.MILLISECONDS));
  }

  /** Gives the lease back; without effect where it is gone or somebody else's. */
  void release(AdaptationTurn.Granted turn) {
    PoolKeys keys = PoolKeys.of(turn.pool());
    if (stopBeating(keys, turn.token())) {
      calls.run(RELEASE, List.of(keys.lease()), List.of(turn.token()));
    }
  }

  boolean stopBeating(PoolKeys keys, long token) {
    Future<?> beat = beats.remove(name(keys, token));
    return beat != null && beat.cancel(false);
  }

  private void beat(PoolKeys keys, long token) {
    try {
      calls.run(BEAT, List.of(keys.lease()), List.of(token, config.lease().toMillis()));
    } catch (StoreRefusal e) {
      LOG.warnf("a lease could not be renewed: %s", e.getMessage());
    }
  }

  private synchronized ScheduledExecutorService timer() {
    if (timer == null) {
      timer =
          Executors.newSingleThreadScheduledExecutor(
              task -> {
                Thread thread = new Thread(task, "leases");
                thread.setDaemon(true);
                return thread;
              });
    }
    return timer;
  }

  private static String name(PoolKeys keys, long token) {
    return keys.prefix() + token;
  }
}
