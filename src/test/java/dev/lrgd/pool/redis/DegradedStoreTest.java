package dev.lrgd.pool.redis;

import static dev.lrgd.pool.PoolStoreContract.interaction;
import static dev.lrgd.pool.PoolStoreContract.item;
import static dev.lrgd.pool.PoolStoreContract.publish;
import static dev.lrgd.pool.PoolStoreContract.stageTwoUsers;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lrgd.feedback.Event;
import dev.lrgd.feedback.Outcome;
import dev.lrgd.pool.MovingClock;
import dev.lrgd.pool.PoolId;
import dev.lrgd.pool.PoolView;
import dev.lrgd.pool.StoreRefusal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server in every kind of trouble: what is in hand answers, what must be stored is refused. */
class DegradedStoreTest {

  private static final PoolId BOOKS = PoolId.of("books");
  private static final String KEYS = "lrgd:{default/books}:";
  private static final Map<String, String> IMPATIENT =
      Map.of("timeout", "100ms", "load-timeout", "100ms", "staleness", "0s");

  @TempDir Path files;

  private final MovingClock clock = new MovingClock();
  private TestRedis redis;
  private TestStores function;

  @BeforeEach
  void aFunctionThatHoldsVersionOne() {
    redis = TestRedis.start("dir " + files, "appendonly yes", "appendfsync always");
    TestStores patient = TestStores.at(redis, clock, Map.of());
    stageTwoUsers(patient.pools());
    publish(patient.pools());
    function = TestStores.at(redis, clock, IMPATIENT);
    while (true) {
      try {
        assertEquals(List.of(), view().degraded());
        return;
      } catch (StoreRefusal.Unavailable e) {
        // The first connection may take longer than this impatient function waits.
      }
    }
  }

  @AfterEach
  void close() {
    redis.close();
  }

  @Test
  void awayAndBack() {
    redis.close();
    assertAnswersFromHand();
    assertRefusesToStore();
    assertThrows(
        StoreRefusal.Unavailable.class,
        () -> TestStores.at(redis, clock, IMPATIENT).pools().status(BOOKS));

    redis.startAgain();
    assertRecovers();
  }

  @Test
  void silent() throws Exception {
    redis.signal("STOP");
    assertAnswersFromHand();
    assertRefusesToStore();
    redis.signal("CONT");
    assertRecovers();
  }

  @Test
  void whoeverMustNotWaitIsAnsweredLater() throws Exception {
    TestStores patient = TestStores.at(redis, clock, Map.of("timeout", "20s"));
    patient.pools().require(BOOKS);
    redis.signal("STOP");
    List<CompletionStage<?>> begun =
        List.of(
            TestStores.at(redis, clock, IMPATIENT).pools().requireAsync(BOOKS),
            patient.log().appendAsync(BOOKS, outcome()),
            patient.pools().stageChoicesAsync(BOOKS, List.of(interaction("u", "a", 9))));

    ExecutionException refused =
        assertThrows(ExecutionException.class, () -> begun.get(0).toCompletableFuture().get());
    assertInstanceOf(StoreRefusal.Unavailable.class, refused.getCause());
    for (CompletionStage<?> patiently : begun.subList(1, 3)) {
      assertFalse(patiently.toCompletableFuture().isDone());
    }
    redis.signal("CONT");
    for (CompletionStage<?> patiently : begun.subList(1, 3)) {
      patiently.toCompletableFuture().get();
    }
    assertFalse(patient.log().append(BOOKS, outcome()).isNew());
  }

  @Test
  void full() {
    redis.call("CONFIG", "SET", "maxmemory", "1");
    assertEquals(List.of(), view().degraded());
    assertRefusesToStore();
    redis.call("CONFIG", "SET", "maxmemory", "0");
    assertRecovers();
  }

  @Test
  void readOnlyAsAReplicaIs() {
    redis.call("REPLICAOF", "127.0.0.1", "1");
    assertEquals(List.of(), view().degraded());
    assertRefusesToStore();
    redis.call("REPLICAOF", "NO", "ONE");
    assertRecovers();
  }

  @Test
  void connectionsThatDiedMeanwhileAreReplacedWithoutAnybodyNoticing() {
    redis.call("CLIENT", "KILL", "TYPE", "normal", "SKIPME", "yes");
    assertEquals(List.of(), view().degraded());
    function.pools().stageItems(BOOKS, List.of(item("c")));
    assertEquals(3, function.pools().status(BOOKS).items());
  }

  @Test
  void whatItsCallerWasToldIsOverIsNotSentAgain() throws Exception {
    redis.call("CLIENT", "PAUSE", "60000", "WRITE");
    assertThrows(
        StoreRefusal.Unavailable.class,
        () -> function.pools().stageItems(BOOKS, List.of(item("c"))));
    redis.call("CLIENT", "KILL", "TYPE", "normal", "SKIPME", "yes");
    // Time for the client to see it, and to send again what it must not.
    Thread.sleep(500);
    redis.call("CLIENT", "UNPAUSE");
    Thread.sleep(200);
    assertEquals(2, function.pools().status(BOOKS).items());
  }

  @Test
  void scriptsThatAFailoverForgotAreSentAgain() {
    redis.call("SCRIPT", "FLUSH");
    assertEquals(List.of(), view().degraded());
  }

  @Test
  void valuesOfAnotherType() {
    redis.call("RENAME", KEYS + "active", "aside");
    redis.call("SET", KEYS + "active", "nonsense");
    assertAnswersFromHand();
    redis.call("RENAME", "aside", KEYS + "active");
    assertRecovers();
  }

  @Test
  void aDamagedVersionLeavesTheOneInHand() {
    publish(TestStores.at(redis, clock, Map.of()).pools());
    String part = KEYS + "v:2:tables";
    String byteOfIt = (String) redis.call("GETRANGE", part, "100", "100");
    redis.call("SETRANGE", part, "100", byteOfIt.equals("x") ? "y" : "x");
    assertVersionOneAnswersBecause("checksum");

    redis.call("SETRANGE", part, "100", byteOfIt);
    clock.pass(Duration.ofSeconds(2));
    assertEquals(2, view().version().number());
    assertRecovers();
  }

  @Test
  void aMissingPartLeavesTheOneInHand() {
    publish(TestStores.at(redis, clock, Map.of()).pools());
    redis.call("DEL", KEYS + "v:2:items");
    assertVersionOneAnswersBecause("no version 2");
  }

  @Test
  void partsOfTwoVersionsAreNotTakenForOne() {
    publish(TestStores.at(redis, clock, Map.of()).pools());
    redis.call("COPY", KEYS + "v:1:tables", KEYS + "v:2:tables", "REPLACE");
    assertVersionOneAnswersBecause("two versions");
  }

  @Test
  void aVersionOfALaterReleaseLeavesTheOneInHand() {
    publish(TestStores.at(redis, clock, Map.of()).pools());
    redis.call("SETRANGE", KEYS + "v:2:meta", "5", "\u0002");
    assertVersionOneAnswersBecause("format 2");
  }

  private void assertVersionOneAnswersBecause(String reason) {
    PoolView view = view();
    assertEquals(1, view.version().number());
    assertEquals(1, view.degraded().size());
    assertTrue(view.degraded().get(0).contains(reason), view.degraded().get(0));
  }

  private void assertAnswersFromHand() {
    PoolView view = view();
    assertEquals(1, view.version().number());
    assertEquals(1, view.degraded().size());
    assertEquals(1, function.pools().view(BOOKS, List.of(), Optional.of("u")).degraded().size());
  }

  private void assertRefusesToStore() {
    List<Runnable> writes =
        List.of(
            () -> function.pools().stageItems(BOOKS, List.of(item("c"))),
            () -> function.log().append(BOOKS, outcome()));
    for (Runnable write : writes) {
      StoreRefusal.Unavailable refusal = assertThrows(StoreRefusal.Unavailable.class, write::run);
      assertEquals(Duration.ofSeconds(2), refusal.retryAfter());
    }
  }

  /** The same function goes on; how long the server takes to come back is its own affair. */
  private void assertRecovers() {
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (true) {
      try {
        function.pools().stageItems(BOOKS, List.of(item("d")));
        function.log().append(BOOKS, outcome());
        assertEquals(List.of(), view().degraded());
        return;
      } catch (StoreRefusal.Unavailable | AssertionError e) {
        assertTrue(System.nanoTime() < end, e.toString());
      }
    }
  }

  private PoolView view() {
    return function.pools().view(BOOKS, List.of("a", "b"), Optional.empty());
  }

  private Outcome outcome() {
    return new Outcome("e", "r", "a", Event.CLICK, clock.instant());
  }
}
