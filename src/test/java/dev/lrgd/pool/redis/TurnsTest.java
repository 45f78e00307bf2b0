package dev.lrgd.pool.redis;

import static dev.lrgd.pool.PoolStoreContract.begin;
import static dev.lrgd.pool.PoolStoreContract.item;
import static dev.lrgd.pool.PoolStoreContract.publish;
import static dev.lrgd.pool.PoolStoreContract.report;
import static dev.lrgd.pool.PoolStoreContract.stageTwoUsers;
import static dev.lrgd.pool.PoolStoreContract.version;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lrgd.pool.AdaptationTurn;
import dev.lrgd.pool.Demonstration;
import dev.lrgd.pool.MovingClock;
import dev.lrgd.pool.PoolId;
import dev.lrgd.pool.PoolVersion;
import dev.lrgd.pool.StoreRefusal;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Turns of several functions at one pool. */
class TurnsTest {

  private static final PoolId BOOKS = PoolId.of("books");
  private static final String KEYS = "lrgd:{default/books}:";

  private final MovingClock clock = new MovingClock();
  private TestRedis redis;
  private TestStores first;
  private TestStores second;

  @BeforeEach
  void twoFunctions() {
    redis = TestRedis.empty();
    first = TestStores.at(redis, clock, Map.of("staleness", "0s"));
    second = TestStores.at(redis, clock, Map.of("staleness", "0s"));
    stageTwoUsers(first.pools());
  }

  @Test
  void whoseLeaseIsLostCannotCommitAndTheNextOneFoldsItsShare() {
    AdaptationTurn.Granted lost = begin(first.pools());
    redis.call("DEL", KEYS + "lease");
    AdaptationTurn.Granted next = begin(second.pools());

    assertThrows(StoreRefusal.Conflict.class, () -> publish(first.pools(), lost));
    first.pools().release(lost);
    publish(second.pools(), next);

    assertEquals(1, first.pools().version(BOOKS).number());
    assertEquals(1, first.pools().versions(BOOKS).size());
    assertEquals(0, first.pools().status(BOOKS).stagedItems());
    assertEquals(0, first.pools().status(BOOKS).stagedInteractions());
  }

  @Test
  void whoseLeaseEndedCannotCommitEvenIfNobodyTookOver() {
    AdaptationTurn.Granted lost = begin(first.pools());
    redis.call("DEL", KEYS + "lease");
    assertThrows(StoreRefusal.Conflict.class, () -> publish(first.pools(), lost));
    assertEquals(0, first.pools().version(BOOKS).number());
    assertEquals(2, first.pools().status(BOOKS).stagedItems());
  }

  @Test
  void aServerThatLostItsLastWritesGrantsNoTokenTwice() {
    AdaptationTurn.Granted lost = begin(first.pools());
    redis.call("HDEL", KEYS + "state", "token");
    redis.call("DEL", KEYS + "lease");
    AdaptationTurn.Granted next = begin(second.pools());

    assertThrows(StoreRefusal.Conflict.class, () -> publish(first.pools(), lost));
    publish(second.pools(), next);
    assertEquals(1, first.pools().versions(BOOKS).size());
  }

  @Test
  void aVersionThatTheServerLostIsNotTakenForTheOneThatFollowsUnderItsNumber() {
    publish(first.pools());
    String epoch = (String) redis.call("HGET", KEYS + "active", "epoch");
    publish(first.pools());
    redis.call("HSET", KEYS + "active", "version", "1", "epoch", epoch);
    redis.call("HSET", KEYS + "state", "last", "1");
    redis.call("HDEL", KEYS + "versions", "2");

    second.pools().stageItems(BOOKS, List.of(item("c")));
    publish(second.pools());

    assertEquals(2, first.pools().version(BOOKS).number());
    assertEquals(3, first.pools().version(BOOKS).space().size());
  }

  @Test
  void aLeaseIsKeptByASignOfLifeAndEndsWithoutOne() throws Exception {
    TestStores brief = TestStores.at(redis, clock, Map.of("lease", "300ms"));
    AdaptationTurn.Granted turn = begin(brief.pools());
    // Three leases' time: without a beat it would be gone.
    long end = System.nanoTime() + 900_000_000L;
    while (System.nanoTime() < end) {
      assertThrows(StoreRefusal.Conflict.class, () -> begin(first.pools()));
    }
    publish(brief.pools(), turn);
    assertEquals(1, first.pools().version(BOOKS).number());
  }

  @Test
  void aCommitWhoseAnswerGotLostIsNotMadeTwice() {
    AdaptationTurn.Granted turn = begin(first.pools());
    publish(first.pools(), turn);
    publish(first.pools(), turn);

    assertEquals(1, first.pools().versions(BOOKS).size());
    assertEquals(1, first.pools().adaptations(BOOKS).size());
  }

  @Test
  void aScheduledTimeServedByOneFunctionIsServedForAll() {
    Optional<Instant> time = Optional.of(clock.instant());
    AdaptationTurn.Granted turn =
        assertInstanceOf(
            AdaptationTurn.Granted.class, first.pools().beginAdaptation(BOOKS, time, 1000));
    first.pools().publish(turn, version(turn), report(turn, time));

    assertInstanceOf(AdaptationTurn.Done.class, second.pools().beginAdaptation(BOOKS, time, 1000));
  }

  @Test
  void whatAKilledTurnUploadedGoesByItself() {
    AdaptationTurn.Granted turn = begin(first.pools());
    redis.call("DEL", KEYS + "lease");
    assertThrows(StoreRefusal.Conflict.class, () -> publish(first.pools(), turn));
    List<?> uploaded = (List<?>) redis.call("KEYS", KEYS.replace("{", "\\{") + "new:*");
    assertEquals(VersionCodec.PARTS.size(), uploaded.size());
    for (Object key : uploaded) {
      long millis = (Long) redis.call("PTTL", key.toString());
      assertTrue(millis > 0 && millis <= 30_000, key + " lives for " + millis);
    }
  }

  @Test
  void aUserErasedThroughAnotherFunctionIsInNothingThatIsRead() {
    publish(first.pools());
    assertEquals(2, second.pools().version(BOOKS).demonstrations().size());
    AdaptationTurn.Granted turn = begin(second.pools());

    first.pools().erase(BOOKS, "u");

    assertEquals(List.of("v"), users(second));
    publish(second.pools(), turn);
    assertEquals(List.of("v"), users(first));
    first.pools().activate(BOOKS, 1, Optional.empty());
    assertEquals(List.of("v"), users(second));
    assertEquals(1, first.pools().status(BOOKS).active().orElseThrow().demonstrations());
  }

  @Test
  void aTurnThatBeganAfterTheTombstoneAndBeforeTheRewritingCarriesNobodyOn() {
    publish(first.pools());
    AdaptationTurn.Granted[] turn = new AdaptationTurn.Granted[1];
    Redis hooked = before(Command.HKEYS, redis.client(), () -> turn[0] = begin(second.pools()));

    TestStores.at(hooked, clock, Map.of()).pools().erase(BOOKS, "u");

    assertEquals(2, turn[0].contents().active().demonstrations().size());
    // As the second stage does, which keeps what the active version has.
    PoolVersion made = version(turn[0]);
    PoolVersion active = turn[0].contents().active();
    PoolVersion carried =
        new PoolVersion(made.summary(), made.space(), active.demonstrations(), made.tuning());
    second.pools().publish(turn[0], carried, report(turn[0], Optional.empty()));
    assertEquals(List.of("v"), users(first));
    assertEquals(2, first.pools().version(BOOKS).number());
  }

  /** A client that does something else before the first command of a kind. */
  private static Redis before(Command command, Redis client, Runnable first) {
    AtomicBoolean done = new AtomicBoolean();
    return (Redis)
        Proxy.newProxyInstance(
            Redis.class.getClassLoader(),
            new Class<?>[] {Redis.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("send")
                  && ((Request) arguments[0]).command() == command
                  && !done.getAndSet(true)) {
                first.run();
              }
              return method.invoke(client, arguments);
            });
  }

  @Test
  void theOldestVersionsAndReportsGoFirst() {
    TestStores small =
        TestStores.at(
            redis, clock, Map.of("kept-versions", "2", "kept-reports", "2", "staleness", "0s"));
    Optional<Instant> time = Optional.of(clock.instant());
    AdaptationTurn.Granted turn =
        (AdaptationTurn.Granted) small.pools().beginAdaptation(BOOKS, time, 1000);
    small.pools().publish(turn, version(turn), report(turn, time));
    publish(small.pools());
    small.pools().activate(BOOKS, 1, Optional.empty());
    publish(small.pools());

    assertEquals(
        List.of(3, 2), small.pools().versions(BOOKS).stream().map(v -> v.number()).toList());
    assertEquals(2, small.pools().adaptations(BOOKS).size());
    assertEquals(0L, redis.call("EXISTS", KEYS + "v:1:tables"));
    // The report that went told that the time was served.
    assertInstanceOf(AdaptationTurn.Done.class, small.pools().beginAdaptation(BOOKS, time, 1000));
    assertInstanceOf(
        AdaptationTurn.Done.class,
        small.pools().beginAdaptation(BOOKS, time.map(t -> t.minusSeconds(1)), 1000));
    assertInstanceOf(
        AdaptationTurn.Granted.class,
        small.pools().beginAdaptation(BOOKS, time.map(t -> t.plusMillis(500)), 1000));
  }

  @Test
  void aTimeServedLongBeforeItCameEndsNoneThatComeBeforeIt() {
    TestStores small = TestStores.at(redis, clock, Map.of("kept-reports", "1", "staleness", "0s"));
    Optional<Instant> slip = Optional.of(Instant.parse("2999-01-01T00:00:00Z"));
    AdaptationTurn.Granted turn =
        (AdaptationTurn.Granted) small.pools().beginAdaptation(BOOKS, slip, 1000);
    small.pools().conclude(turn, report(turn, slip));
    publish(small.pools());

    Optional<Instant> next = Optional.of(report(turn, slip).startedAt().plusSeconds(60));
    assertInstanceOf(
        AdaptationTurn.Granted.class, small.pools().beginAdaptation(BOOKS, next, 1000));
  }

  private static List<String> users(TestStores function) {
    return function.pools().version(BOOKS).demonstrations().stream()
        .map(Demonstration::user)
        .toList();
  }
}
