package dev.lrgd.pool.redis;

import static dev.lrgd.pool.PoolStoreContract.interaction;
import static dev.lrgd.pool.PoolStoreContract.item;
import static dev.lrgd.pool.PoolStoreContract.publish;
import static dev.lrgd.pool.PoolStoreContract.stageTwoUsers;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lrgd.feedback.Event;
import dev.lrgd.feedback.Outcome;
import dev.lrgd.feedback.RecommendationRecord;
import dev.lrgd.pool.MovingClock;
import dev.lrgd.pool.PoolId;
import dev.lrgd.pool.PoolStoreContract;
import dev.lrgd.pool.PoolView;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Round trips of a request, counted by the server. A swap of the version is one MGET more. */
class WarmPathTest {

  private static final PoolId BOOKS = PoolId.of("books");
  private static final List<String> ONE = List.of("EVALSHA");
  private static final List<String> ONE_AND_SWAP = List.of("EVALSHA", "MGET");

  private final MovingClock clock = new MovingClock();
  private TestStores function;
  private TestStores other;
  private Monitor monitor;
  private TestRedis redis;

  @BeforeEach
  void twoFunctionsWithOneVersion() {
    // Its own: turns that other tests left behind give signs of life, which are commands too.
    redis = TestRedis.start();
    other = TestStores.at(redis, clock, Map.of());
    stageTwoUsers(other.pools());
    publish(other.pools());
    function = TestStores.at(redis, clock, Map.of());
    view();
    recommend();
    monitor = new Monitor(redis);
  }

  @AfterEach
  void close() {
    monitor.close();
    redis.close();
  }

  @Test
  void soManyPoolsAreHeldAndTheLeastAskedForGo() {
    TestStores few = TestStores.at(redis, clock, Map.of("held-pools", "2"));
    List<PoolId> pools = Stream.of("p1", "p2", "p3").map(PoolId::of).toList();
    pools.forEach(pool -> few.pools().stageItems(pool, List.of(item("a"))));
    for (int asked : new int[] {0, 1, 0, 2}) {
      few.pools().version(pools.get(asked));
    }
    monitor.commands();

    few.pools().version(pools.get(0));
    few.pools().version(pools.get(2));
    assertEquals(List.of(), monitor.commands());
    few.pools().version(pools.get(1));
    assertEquals(ONE, monitor.commands());
  }

  @Test
  void aKnownHistoryCostsTheTripThatRemembersTheRecommendation() {
    for (Duration pause : List.of(Duration.ZERO, Duration.ofSeconds(1), Duration.ofSeconds(59))) {
      clock.pass(pause);
      view();
      recommend();
      assertEquals(ONE, monitor.commands(), pause.toString());
    }
  }

  @Test
  void withinTheStalenessWindowReadingCostsNothing() {
    for (int i = 0; i < 10; i++) {
      view();
    }
    clock.pass(Duration.ofMillis(999));
    view();
    assertEquals(List.of(), monitor.commands());
  }

  @Test
  void whoeverRemembersNothingLooksHimselfAtTheSecondRequestPastTheWindow() {
    clock.pass(Duration.ofSeconds(1));
    view();
    assertEquals(List.of(), monitor.commands());
    view();
    assertEquals(ONE, monitor.commands());
  }

  @Test
  void afterAMinuteARequestLooksBeforeItAnswers() {
    publish(other.pools());
    monitor.commands();
    clock.pass(Duration.ofMinutes(1));
    assertEquals(2, view().version().number());
    assertEquals(ONE_AND_SWAP, monitor.commands());
  }

  @Test
  void theSwapCostsOneMoreAndTheNextRequestHasIt() {
    publish(other.pools());
    monitor.commands();
    assertEquals(1, view().version().number());
    recommend();
    assertEquals(ONE_AND_SWAP, monitor.commands());

    assertEquals(2, view().version().number());
    recommend();
    assertEquals(ONE, monitor.commands());
  }

  @Test
  void aHistoryToLookUpAndAnUnknownItemCostOneTripBeforeTheAnswer() {
    other.pools().stageItems(BOOKS, List.of(item("new")));
    monitor.commands();
    assertEquals(2, function.pools().view(BOOKS, List.of(), Optional.of("u")).history().size());
    assertEquals(ONE, monitor.commands());
    assertEquals(1, function.pools().view(BOOKS, List.of("new"), Optional.empty()).staged().size());
    assertEquals(ONE, monitor.commands());
  }

  @Test
  void withBothARequestCostsTwoTripsHoweverMuchIsUnknown() {
    List<String> news = IntStream.range(0, 50).mapToObj(i -> "new" + i).toList();
    other.pools().stageItems(BOOKS, news.stream().map(PoolStoreContract::item).toList());
    other.pools().stageInteractions(BOOKS, List.of(interaction("u", "new7", 9)));
    monitor.commands();

    PoolView view = function.pools().view(BOOKS, news, Optional.of("u"));
    recommend();

    assertEquals(50, view.staged().size());
    assertEquals(3, view.history().size());
    assertEquals(List.of("EVALSHA", "EVALSHA"), monitor.commands());
  }

  @Test
  void feedbackCostsOneTripAndAChoiceThatIsStagedOneMore() {
    // The first time of each, the server has to be sent the script.
    tell("first");
    stageChoice(3);
    monitor.commands();

    tell("second");
    assertEquals(ONE, monitor.commands());
    stageChoice(4);
    assertEquals(ONE, monitor.commands());
  }

  @Test
  void aNewInteractionIsInTheNextHistoryWithItsStagedItem() {
    other.pools().stageItems(BOOKS, List.of(item("new")));
    other.pools().stageInteractions(BOOKS, List.of(interaction("u", "new", 9)));

    PoolView view = function.pools().view(BOOKS, List.of(), Optional.of("u"));

    assertEquals("new", view.history().get(2).item());
    assertEquals(1, view.staged().size());
  }

  private void tell(String event) {
    function.pools().require(BOOKS);
    Outcome outcome = new Outcome(event, "r", "b", Event.CLICK, clock.instant());
    assertTrue(function.log().append(BOOKS, outcome).isNew());
  }

  private void stageChoice(long time) {
    function.pools().stageChoices(BOOKS, List.of(interaction("u", "b", time)));
  }

  private PoolView view() {
    return function.pools().view(BOOKS, List.of("a", "b"), Optional.empty());
  }

  private void recommend() {
    function
        .log()
        .record(
            BOOKS,
            new RecommendationRecord(
                "r",
                1,
                Optional.of("u"),
                clock.instant(),
                List.of("a"),
                List.of("b"),
                List.of(),
                List.of(),
                0));
  }
}
