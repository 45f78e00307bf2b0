package dev.lrgd.feedback.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lrgd.feedback.Event;
import dev.lrgd.feedback.Outcome;
import dev.lrgd.feedback.OutcomePage;
import dev.lrgd.pool.AdaptationTurn;
import dev.lrgd.pool.PoolId;
import dev.lrgd.pool.PoolStoreContract;
import dev.lrgd.pool.StoreRefusal;
import dev.lrgd.pool.redis.StoredPool;
import dev.lrgd.pool.redis.TestRedis;
import dev.lrgd.pool.redis.TestStores;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The server is killed at random moments while outcomes are acknowledged and versions published:
 * with {@code appendfsync always}, what was acknowledged is there when it comes back.
 */
class KilledRedisTest {
  private static final int KILLS = Integer.getInteger("kills.redis", 3);
  private static final long SEED = Long.getLong("kills.seed", 1);
  private static final int WITHIN_MILLIS = 500;
  private static final int WRITERS = 3;
  private static final PoolId BOOKS = PoolId.of("books");

  @TempDir Path files;

  private volatile boolean done;

  @Test
  void whatWasAcknowledgedIsThereOnceAndEveryVersionIsWhole() throws Exception {
    SplittableRandom random = new SplittableRandom(SEED);
    ExecutorService threads = Executors.newCachedThreadPool();
    try (TestRedis redis =
        TestRedis.start("dir " + files, "appendonly yes", "appendfsync always")) {
      TestStores stores =
          TestStores.at(
              redis.url(), Map.of("timeout", "10s", "lease", "300ms", "kept-reports", "100000"));
      PoolStoreContract.stageTwoUsers(stores.pools());
      List<Writer> writers = new ArrayList<>();
      List<Future<?>> running = new ArrayList<>();
      for (int w = 0; w < WRITERS; w++) {
        writers.add(new Writer(stores, w));
        running.add(threads.submit(writers.get(w)));
      }
      Publisher publisher = new Publisher(stores);
      running.add(threads.submit(publisher));
      for (int kill = 0; kill < KILLS; kill++) {
        Thread.sleep(random.nextInt(WITHIN_MILLIS));
        redis.kill();
        redis.startAgain();
      }
      done = true;
      for (Future<?> thread : running) {
        thread.get();
      }

      int versions = new StoredPool(redis.url(), BOOKS).assertWhole().size();
      assertTrue(versions >= publisher.acknowledged, "an acknowledged version was lost");
      Set<String> stored = events(stores);
      int refused = 0;
      int acknowledged = 0;
      for (Writer writer : writers) {
        assertTrue(stored.containsAll(writer.acknowledged), "an acknowledged outcome was lost");
        refused += writer.refused.size();
        acknowledged += writer.acknowledged.size();
        for (String event : writer.refused) {
          assertEquals(!stored.contains(event), stores.log().append(BOOKS, outcome(event)).isNew());
        }
      }
      assertEquals(acknowledged + refused, events(stores).size());
      assertFalse(stores.log().append(BOOKS, outcome("0-0")).isNew());
      System.out.printf(
          "kills: Redis killed %d times; %d outcomes acknowledged: none lost; %d refused and sent"
              + " again: none stored twice; %d versions: all whole%n",
          KILLS, acknowledged, refused, versions);
    } finally {
      done = true;
      threads.shutdownNow();
    }
  }

  /** Every event in the stream, each once. */
  private static Set<String> events(TestStores stores) {
    Set<String> events = new HashSet<>();
    OutcomePage page = stores.log().outcomes(BOOKS, "", 1000);
    while (!page.answers().isEmpty()) {
      for (OutcomePage.Answer answer : page.answers()) {
        String event = answer.outcome().eventId();
        assertTrue(events.add(event), event + " was stored twice");
      }
      page = stores.log().outcomes(BOOKS, page.end(), 1000);
    }
    return events;
  }

  private static Outcome outcome(String event) {
    return new Outcome(event, "r", "a", Event.CLICK, Instant.EPOCH);
  }

  /** Reports outcomes and knows which were acknowledged. */
  private final class Writer implements Callable<Void> {
    private final TestStores stores;
    private final int number;
    private final List<String> acknowledged = new ArrayList<>();
    private final List<String> refused = new ArrayList<>();

    Writer(TestStores stores, int number) {
      this.stores = stores;
      this.number = number;
    }

    @Override
    public Void call() throws InterruptedException {
      while (!done) {
        String event = number + "-" + (acknowledged.size() + refused.size());
        try {
          assertTrue(stores.log().append(BOOKS, outcome(event)).isNew());
          acknowledged.add(event);
        } catch (StoreRefusal.Unavailable e) {
          refused.add(event);
          Thread.sleep(10);
        }
      }
      return null;
    }
  }

  /** Publishes one version a scheduled time, asking again until the time is served. */
  private final class Publisher implements Callable<Void> {
    private final TestStores stores;
    private int acknowledged;

    Publisher(TestStores stores) {
      this.stores = stores;
    }

    @Override
    public Void call() throws InterruptedException {
      while (!done) {
        try {
          publish(Optional.of(Instant.ofEpochSecond(acknowledged)));
          acknowledged++;
        } catch (StoreRefusal e) {
          Thread.sleep(10);
        }
      }
      return null;
    }

    private void publish(Optional<Instant> time) {
      AdaptationTurn turn = stores.pools().beginAdaptation(BOOKS, time, 1000);
      if (turn instanceof AdaptationTurn.Granted granted) {
        try {
          stores
              .pools()
              .publish(
                  granted,
                  PoolStoreContract.version(granted),
                  PoolStoreContract.report(granted, time));
        } finally {
          stores.pools().release(granted);
        }
      }
    }
  }
}
