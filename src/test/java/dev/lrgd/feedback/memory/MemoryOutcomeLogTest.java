package dev.lrgd.feedback.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lrgd.feedback.OutcomeLog;
import dev.lrgd.feedback.OutcomeLogContract;
import dev.lrgd.feedback.RecommendationRecord;
import dev.lrgd.pool.MovingClock;
import dev.lrgd.pool.StoreRefusal;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MemoryOutcomeLogTest extends OutcomeLogContract {
  private final MovingClock clock = new MovingClock();

  @Override
  protected OutcomeLog log() {
    return log(100, 10_000, 10_000);
  }

  @Test
  void itsBoundsAreDocumentedDefaults() {
    MemoryLogConfig config =
        new SmallRyeConfigBuilder()
            .withMapping(MemoryLogConfig.class)
            .build()
            .getConfigMapping(MemoryLogConfig.class);
    assertEquals(100_000, config.maxRecommendations());
    assertEquals(1_000_000, config.maxOutcomes());
    assertEquals(2_000_000, config.maxEvents());
  }

  @Test
  void theOldestRecommendationIsForgottenFirst() {
    OutcomeLog log = log(2, 10, 3);
    for (String id : List.of("r1", "r2", "r3")) {
      log.record(BOOKS, recommendation(id, "u"));
    }
    assertEquals(Optional.empty(), remembered(log, BOOKS, "r1"));
    assertEquals(Optional.of(recommendation("r2", "u")), remembered(log, BOOKS, "r2"));
  }

  @Test
  void anOutcomeThatDoesNotFitIsRefusedAndOneThatIsThereIsNot() {
    OutcomeLog log = log(1, 1, 3);
    log.append(BOOKS, outcome("e1", "r1"));
    assertThrows(StoreRefusal.QuotaExceeded.class, () -> log.append(BOOKS, outcome("e2", "r1")));
    assertFalse(log.append(BOOKS, outcome("e1", "r1")).isNew());
  }

  @Test
  void eventsBeyondTheBoundAreForgottenOldestFirst() {
    OutcomeLog log = log(1, 10, 3);
    for (String event : List.of("e1", "e2", "e3", "e4")) {
      log.append(BOOKS, outcome(event, "r1"));
    }
    assertFalse(log.append(BOOKS, outcome("e2", "r1")).isNew());
    assertTrue(log.append(BOOKS, outcome("e1", "r1")).isNew());
  }

  @Test
  void erasureFindsOutcomesWhoseRecommendationIsForgotten() {
    OutcomeLog log = log(1, 10, 3);
    log.record(BOOKS, recommendation("r1", "u"));
    log.append(BOOKS, outcome("e1", "r1"));
    log.record(BOOKS, recommendation("r2", "v"));

    assertEquals(1, log.erase(BOOKS, "u"));
  }

  @Test
  void whatWasRecommendedWhileItsUserWasErasedIsNotRemembered() {
    OutcomeLog log = log(10, 10, 10);
    log.erase(BOOKS, "u");
    log.record(BOOKS, at(Duration.ofSeconds(60)));
    assertEquals(Optional.empty(), remembered(log, BOOKS, "r1"));
    log.record(BOOKS, recommendation("r2", "v"));
    assertTrue(remembered(log, BOOKS, "r2").isPresent());
    log.record(BOOKS, at(Duration.ofSeconds(61)));
    assertTrue(remembered(log, BOOKS, "r1").isPresent());

    clock.pass(Duration.ofSeconds(61));
    log.erase(BOOKS, "v");
    log.record(BOOKS, recommendation("r3", "u"));
    assertTrue(remembered(log, BOOKS, "r3").isPresent(), "u's erasure needs no memory any more");
  }

  private static RecommendationRecord at(Duration afterNow) {
    return new RecommendationRecord(
        "r1",
        1,
        Optional.of("u"),
        NOW.plus(afterNow),
        List.of(),
        List.of("a"),
        List.of(),
        List.of(),
        0);
  }

  private OutcomeLog log(int recommendations, int outcomes, int events) {
    return new MemoryOutcomeLog(
        new SmallRyeConfigBuilder()
            .withMapping(MemoryLogConfig.class)
            .withDefaultValue("lrgd.feedback.memory.max-recommendations", "" + recommendations)
            .withDefaultValue("lrgd.feedback.memory.max-outcomes", "" + outcomes)
            .withDefaultValue("lrgd.feedback.memory.max-events", "" + events)
            .build()
            .getConfigMapping(MemoryLogConfig.class),
        clock);
  }
}
