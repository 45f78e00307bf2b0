package dev.lrgd.adapt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lrgd.feedback.Event;
import dev.lrgd.feedback.Outcome;
import dev.lrgd.feedback.RecommendationRecord;
import dev.lrgd.pool.AdaptationReport;
import dev.lrgd.pool.PoolId;
import dev.lrgd.pool.PoolStatus;
import dev.lrgd.pool.StoreRefusal;
import dev.lrgd.pool.Verdict;
import dev.lrgd.pool.redis.StoredPool;
import dev.lrgd.pool.redis.TestRedis;
import dev.lrgd.pool.redis.TestStores;
import dev.lrgd.space.Interaction;
import dev.lrgd.space.Item;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/**
 * The second stage is killed at random moments while outcomes and items come in: nothing that was
 * acknowledged is lost or learnt from twice, and the next run finishes the work.
 */
class KilledJobTest {
  private static final int KILLS = Integer.getInteger("kills.job", 5);
  private static final long SEED = Long.getLong("kills.seed", 1);

  /** By then a job has come from its first classes to its third version or so. */
  private static final int WITHIN_MILLIS = 2500;

  private static final PoolId POOL = PoolId.of("killed");
  private static final int USERS = 20;
  private static final int MOST_ITEMS = 200;

  private final SplittableRandom random = new SplittableRandom(SEED);

  @Test
  void killedAtAnyMomentItLosesNothingAndCommitsNothingTwice() throws Exception {
    try (TestRedis redis = TestRedis.start()) {
      TestStores stores = TestStores.at(redis.url(), Map.of("timeout", "10s"));
      fill(stores);
      Adaptation next = AdaptationJob.at(redis.url());
      StoredPool stored = new StoredPool(redis.url(), POOL);
      next.adapt(POOL, Optional.of(Instant.ofEpochSecond(0)));
      Feeder feeder = new Feeder(stores, random.split());
      int within = 0;
      Set<String> uploaded = new HashSet<>();
      long time = 1;
      for (int kill = 0; kill < KILLS; kill++) {
        Process job = AdaptationJob.start(redis.url(), POOL, time);
        Thread feeding = feeder.start();
        Thread.sleep(random.nextInt(WITHIN_MILLIS));
        job.destroyForcibly().waitFor();
        within += (Long) redis.call("EXISTS", "lrgd:{default/killed}:lease");
        // The parts of a turn that was killed are there for a while: each turn is counted once.
        ((List<?>) redis.call("KEYS", "lrgd:*:new:*"))
            .forEach(key -> uploaded.add(key.toString().replaceAll(".*:new:(\\d+):.*", "$1")));
        feeder.stop(feeding);

        time = 1 + lastServed(stored.assertWhole());
        finish(next, time);
        assertEquals(time, lastServed(stored.assertWhole()));
        PoolStatus status = stores.pools().status(POOL);
        assertEquals(0, status.stagedItems() + status.stagedInteractions());
        time++;
      }
      List<AdaptationReport> reports = stored.assertWhole();
      assertEquals(feeder.acknowledged, learnt(reports), "outcomes learnt from");
      for (String item : feeder.items) {
        assertTrue(stored.active().space().indexOf(item) >= 0, item + " is lost");
      }
      System.out.printf(
          "kills: job killed %d times, %d within a turn, %d between upload and commit; %d versions,"
              + " %d outcomes acknowledged: none lost, none learnt from twice%n",
          KILLS, within, uploaded.size(), stored.active().number(), feeder.acknowledged);
    }
  }

  /** The run after: as soon as the dead one's lease ends, whatever it left is taken up. */
  private static void finish(Adaptation next, long time) throws InterruptedException {
    long end = System.nanoTime() + 30_000_000_000L;
    while (true) {
      try {
        next.adapt(POOL, Optional.of(Instant.ofEpochSecond(time)));
        return;
      } catch (StoreRefusal.Conflict e) {
        assertTrue(System.nanoTime() < end, e.getMessage());
        Thread.sleep(20);
      }
    }
  }

  private static long lastServed(List<AdaptationReport> reports) {
    return reports.get(0).scheduledTime().orElseThrow().getEpochSecond();
  }

  /** A version that holds or goes back leaves its outcomes for the next one. */
  private static int learnt(List<AdaptationReport> reports) {
    return reports.stream()
        .filter(r -> r.verdict() == Verdict.COMMITTED || r.verdict() == Verdict.RESET)
        .mapToInt(r -> r.findings().outcomes().read())
        .sum();
  }

  private static void fill(TestStores stores) {
    List<Item> items = new ArrayList<>();
    List<Interaction> interactions = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      items.add(Item.titled("i" + i, "Title " + i));
    }
    for (int u = 0; u < USERS; u++) {
      for (int t = 0; t < 5; t++) {
        interactions.add(new Interaction("u" + u, "i" + (7 * u + t) % 30, t, Double.NaN));
      }
    }
    stores.pools().stageItems(POOL, items);
    stores.pools().stageInteractions(POOL, interactions);
  }

  /** Outcomes, as many as are acknowledged, and a new item now and then. */
  private static final class Feeder {
    private static final List<String> LIST = List.of("i1", "i2", "i3", "i4", "i5");

    private final TestStores stores;
    private final SplittableRandom random;
    private final List<String> items = new ArrayList<>();
    private int acknowledged;
    private volatile boolean feeding;

    Feeder(TestStores stores, SplittableRandom random) {
      this.stores = stores;
      this.random = random;
      for (int u = 0; u < USERS; u++) {
        stores.log().record(POOL, recommendation("r" + u, "u" + u));
      }
    }

    private RecommendationRecord recommendation(String id, String user) {
      String shown = stores.pools().version(POOL).demonstrations().get(0).id();
      return new RecommendationRecord(
          id,
          1,
          Optional.of(user),
          Instant.EPOCH,
          List.of("i0"),
          LIST,
          List.of(shown),
          List.of(0.5),
          0.1);
    }

    Thread start() {
      feeding = true;
      Thread thread = new Thread(this::feed);
      thread.start();
      return thread;
    }

    void stop(Thread thread) throws InterruptedException {
      feeding = false;
      thread.join();
    }

    private void feed() {
      // Some hundred a second, as much as a job's cold start keeps up with.
      while (feeding) {
        LockSupport.parkNanos(3_000_000);
        Event event = random.nextInt(3) == 0 ? Event.SKIP : Event.CLICK;
        String item = LIST.get(random.nextInt(LIST.size()));
        String recommendation = "r" + random.nextInt(USERS);
        String id = "e" + acknowledged;
        stores.log().append(POOL, new Outcome(id, recommendation, item, event, Instant.EPOCH));
        acknowledged++;
        if (acknowledged % 50 == 0 && items.size() < MOST_ITEMS) {
          String fresh = "new" + items.size();
          stores.pools().stageItems(POOL, List.of(Item.titled(fresh, "Title of " + fresh)));
          items.add(fresh);
        }
      }
    }
  }
}
