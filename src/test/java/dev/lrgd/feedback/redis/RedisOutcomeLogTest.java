package dev.lrgd.feedback.redis;

import static java.time.temporal.ChronoUnit.DAYS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lrgd.feedback.Event;
import dev.lrgd.feedback.Outcome;
import dev.lrgd.feedback.OutcomeLog;
import dev.lrgd.feedback.OutcomeLogContract;
import dev.lrgd.feedback.OutcomePage;
import dev.lrgd.feedback.RecommendationRecord;
import dev.lrgd.pool.Fingerprint;
import dev.lrgd.pool.StoreRefusal;
import dev.lrgd.pool.redis.StoredJson;
import dev.lrgd.pool.redis.TestRedis;
import dev.lrgd.pool.redis.TestStores;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class RedisOutcomeLogTest extends OutcomeLogContract {

  @Override
  protected OutcomeLog log() {
    return log(Map.of());
  }

  @Test
  void itsBoundsAreDocumentedDefaults() {
    RedisLogConfig config = TestStores.logConfig(Map.of());
    assertEquals(Duration.ofDays(30), config.rememberFor());
    assertEquals(Duration.ofDays(30), config.knowEventsFor());
    assertEquals(1_000_000, config.maxOutcomes());
  }

  @Test
  void anOutcomeThatDoesNotFitIsRefusedAndOneThatIsThereIsNot() {
    OutcomeLog log = log(Map.of("max-outcomes", "1"));
    assertTrue(log.append(BOOKS, outcome("e1", "r1")).isNew());
    assertThrows(StoreRefusal.QuotaExceeded.class, () -> log.append(BOOKS, outcome("e2", "r1")));
    assertFalse(log.append(BOOKS, outcome("e1", "r1")).isNew());
    CompletionException later =
        assertThrows(
            CompletionException.class,
            () -> log.appendAsync(BOOKS, outcome("e2", "r1")).toCompletableFuture().join());
    assertInstanceOf(StoreRefusal.QuotaExceeded.class, later.getCause());
  }

  @Test
  void nothingIsStoredBehindAStepThatThereWasNoRoomFor() {
    OutcomeLog log = log(Map.of("max-outcomes", "1500"));
    List<Outcome> many = new ArrayList<>();
    for (int i = 0; i < 3500; i++) {
      many.add(outcome("e" + i, "r1"));
    }
    assertEquals(1500, log.append(BOOKS, many).size());
    assertEquals(many.subList(0, 1500), outcomes(log));
  }

  @Test
  void anEventIsKnownThroughoutThePeriodAfterItsOwn() {
    OutcomeLog log = log(Map.of("know-events-for", "1h"));
    Instant hour = Instant.parse("2026-11-23T09:00:00Z");
    assertTrue(log.append(BOOKS, at(hour)).isNew());
    assertFalse(log.append(BOOKS, at(hour.plusSeconds(3600))).isNew());
    assertFalse(log.append(BOOKS, at(hour.plusSeconds(7199))).isNew());
    assertTrue(log.append(BOOKS, at(hour.plusSeconds(7200))).isNew());
  }

  @Test
  void eventsThatNobodyAsksForAnyMoreAreDropped() {
    TestRedis redis = TestRedis.empty();
    // The third such period since 1970 is the one we live in, up to 2052.
    OutcomeLog log = TestStores.log(redis, Map.of("know-events-for", "10000d"));
    log.append(BOOKS, at(Instant.EPOCH));
    log.append(BOOKS, new Outcome("e2", "r1", "a", Event.CLICK, Instant.EPOCH.plus(10_000, DAYS)));
    assertEquals(1L, redis.call("EXISTS", "lrgd:{default/books}:events:0"));

    log.forget(BOOKS, log.outcomes(BOOKS, "", 1).end());

    assertEquals(0L, redis.call("EXISTS", "lrgd:{default/books}:events:0"));
    assertEquals(1L, redis.call("EXISTS", "lrgd:{default/books}:events:1"));
  }

  private static Outcome at(Instant time) {
    return new Outcome("e1", "r1", "a", Event.CLICK, time);
  }

  @Test
  void ofManyOutcomesTheOnesThatFitAreStored() {
    OutcomeLog log = log(Map.of("max-outcomes", "3"));
    List<Outcome> three = List.of(outcome("e1", "r1"), outcome("e2", "r1"), outcome("e3", "r1"));
    List<Outcome> four = new ArrayList<>(three);
    four.add(outcome("e4", "r1"));

    assertEquals(3, log.append(BOOKS, three).size());
    assertEquals(3, log.append(BOOKS, four).size());
    assertEquals(three, outcomes(log));
    assertTrue(log.isFull(BOOKS));

    log.forget(BOOKS, log.outcomes(BOOKS, "", 1).end());
    assertFalse(log.isFull(BOOKS));
    assertTrue(log.append(BOOKS, four).get(3).isNew(), "there is room again");
  }

  @Test
  void aRecommendationIsForgottenInTime() {
    OutcomeLog log = log(Map.of("remember-for", "1ms"));
    log.record(BOOKS, recommendation("r1", "u"));
    while (remembered(log, BOOKS, "r1").isPresent()) {
      Thread.onSpinWait();
    }
    assertEquals(Optional.empty(), remembered(log, BOOKS, "r1"));
  }

  @Test
  void whatWasRecommendedWhileItsUserWasErasedIsNotRemembered() {
    TestRedis redis = TestRedis.empty();
    OutcomeLog log = TestStores.log(redis, Map.of());
    String fingerprint = Fingerprint.of(List.of("u"));
    long second = NOW.getEpochSecond();
    redis.call("HSET", "lrgd:{default/books}:erased", fingerprint, "1 " + (second - 60));
    log.record(BOOKS, recommendation("r1", "u"));
    assertEquals(Optional.empty(), remembered(log, BOOKS, "r1"));
    assertEquals(0L, redis.call("EXISTS", "lrgd:{default/books}:user:" + fingerprint));
    log.record(BOOKS, recommendation("r2", "v"));
    assertTrue(remembered(log, BOOKS, "r2").isPresent());

    redis.call("HSET", "lrgd:{default/books}:erased", fingerprint, "1 " + (second - 61));
    log.record(BOOKS, recommendation("r3", "u"));
    assertTrue(remembered(log, BOOKS, "r3").isPresent());
  }

  @Test
  void anOutcomeThatIsReadTooLateJoinsNothingAndIsStillErased() {
    TestRedis redis = TestRedis.empty();
    OutcomeLog log = TestStores.log(redis, Map.of());
    log.record(BOOKS, recommendation("r1", "u"));
    log.append(BOOKS, outcome("e1", "r1"));
    redis.call("DEL", "lrgd:{default/books}:rec:r1");

    OutcomePage.Answer answer = log.outcomes(BOOKS, "", 1).answers().get(0);
    assertEquals(outcome("e1", "r1"), answer.outcome());
    assertEquals(Optional.empty(), answer.recommendation());
    assertEquals(1, log.erase(BOOKS, "u"));
  }

  @Test
  void anOutcomeThatCameTooEarlyJoinsNothingLater() {
    OutcomeLog log = log();
    log.append(BOOKS, outcome("e1", "r1"));
    log.record(BOOKS, recommendation("r1", "u"));
    assertEquals(Optional.empty(), log.outcomes(BOOKS, "", 1).answers().get(0).recommendation());
  }

  @Test
  void outcomesOfAnEarlierFormAreRead() {
    TestRedis redis = TestRedis.empty();
    OutcomeLog log = TestStores.log(redis, Map.of());
    RecommendationRecord record = recommendation("r1", "{u");
    redis.call(
        "XADD",
        "lrgd:{default/books}:feedback",
        "*",
        "o",
        StoredJson.write(outcome("e1", "r1")),
        "r",
        StoredRecommendation.write(record));
    assertEquals(Optional.of(record), log.outcomes(BOOKS, "", 1).answers().get(0).recommendation());

    log.record(BOOKS, record);
    log.append(BOOKS, outcome("e2", "r1"));
    assertEquals(Optional.of(record), log.outcomes(BOOKS, "", 2).answers().get(1).recommendation());
  }

  @Test
  void recordsOfAnEarlierFormAreReadAndErased() {
    TestRedis redis = TestRedis.empty();
    OutcomeLog log = TestStores.log(redis, Map.of());
    RecommendationRecord record = recommendation("r1", "u");
    String earlier = Fingerprint.of(List.of("u")) + StoredJson.write(record);
    redis.call("SET", "lrgd:{default/books}:rec:r1", earlier);
    log.append(BOOKS, outcome("e1", "r1"));

    assertEquals(Optional.of(record), log.outcomes(BOOKS, "", 1).answers().get(0).recommendation());
    assertEquals(1, log.erase(BOOKS, "u"));
  }

  @Test
  void erasureFindsOutcomesWhoseRecommendationIsForgotten() {
    TestRedis redis = TestRedis.empty();
    OutcomeLog log = TestStores.log(redis, Map.of());
    log.record(BOOKS, recommendation("r1", "u"));
    log.append(BOOKS, outcome("e1", "r1"));
    redis.call("DEL", "lrgd:{default/books}:rec:r1");

    assertEquals(1, log.erase(BOOKS, "u"));
  }

  private static OutcomeLog log(Map<String, String> values) {
    return TestStores.log(TestRedis.empty(), values);
  }
}
