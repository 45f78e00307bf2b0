package dev.lrgd.feedback.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lrgd.feedback.Event;
import dev.lrgd.feedback.Outcome;
import dev.lrgd.feedback.OutcomeLog;
import dev.lrgd.feedback.OutcomePage;
import dev.lrgd.feedback.RecommendationRecord;
import dev.lrgd.pool.PoolId;
import dev.lrgd.pool.StoreRefusal;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MemoryOutcomeLogTest {

  private static final PoolId BOOKS = PoolId.of("books");
  private static final Instant NOW = Instant.parse("2026-11-23T09:00:00Z");

  @Test
  void itsBoundsAreDocumentedDefaults() {
    MemoryLogConfig config =
        new SmallRyeConfigBuilder()
            .withMapping(MemoryLogConfig.class)
            .build()
            .getConfigMapping(MemoryLogConfig.class);
    assertEquals(100_000, config.maxRecommendations());
    assertEquals(1_000_000, config.maxOutcomes());
  }

  @Test
  void anEventIsStoredOnceInEachPool() {
    OutcomeLog log = log(10, 10);
    assertTrue(log.append(BOOKS, outcome("e1", "r1")));
    assertFalse(log.append(BOOKS, outcome("e1", "r1")));
    assertTrue(log.append(PoolId.of("films"), outcome("e1", "r1")));
    assertEquals(List.of(outcome("e1", "r1")), outcomes(log));
  }

  @Test
  void theOldestRecommendationIsForgottenFirst() {
    OutcomeLog log = log(2, 10);
    for (String id : List.of("r1", "r2", "r3")) {
      log.record(BOOKS, recommendation(id, "u"));
    }
    assertEquals(Optional.empty(), log.recommendation(BOOKS, "r1"));
    assertEquals(Optional.of(recommendation("r2", "u")), log.recommendation(BOOKS, "r2"));
    assertEquals(Optional.empty(), log.recommendation(PoolId.of("films"), "r2"));
  }

  @Test
  void anOutcomeThatDoesNotFitIsRefusedAndOneThatIsThereIsNot() {
    OutcomeLog log = log(1, 1);
    log.append(BOOKS, outcome("e1", "r1"));
    assertThrows(StoreRefusal.QuotaExceeded.class, () -> log.append(BOOKS, outcome("e2", "r1")));
    assertFalse(log.append(BOOKS, outcome("e1", "r1")));
  }

  @Test
  void erasureFindsOutcomesWhoseRecommendationIsForgotten() {
    OutcomeLog log = log(1, 10);
    log.record(BOOKS, recommendation("r1", "u"));
    log.append(BOOKS, outcome("e1", "r1"));
    log.record(BOOKS, recommendation("r2", "v"));
    log.append(BOOKS, outcome("e2", "r2"));

    assertEquals(1, log.erase(BOOKS, "u"));

    assertEquals(List.of(outcome("e2", "r2")), outcomes(log));
    assertEquals(1, log.erase(BOOKS, "v"));
    assertEquals(Optional.empty(), log.recommendation(BOOKS, "r2"));
    assertEquals(0, log.erase(BOOKS, "v"));
  }

  @Test
  void outcomesAreReadPageByPageWithWhatTheyAnswer() {
    OutcomeLog log = log(1, 10);
    log.record(BOOKS, recommendation("r1", "u"));
    log.append(BOOKS, outcome("e1", "r1"));
    log.record(BOOKS, recommendation("r2", "u"));
    log.append(BOOKS, outcome("e2", "r1"));
    log.append(BOOKS, outcome("e3", "r2"));

    OutcomePage first = log.outcomes(BOOKS, "", 2);
    OutcomePage second = log.outcomes(BOOKS, first.end(), 2);

    assertEquals(
        List.of(
            new OutcomePage.Answer(outcome("e1", "r1"), Optional.of(recommendation("r1", "u"))),
            new OutcomePage.Answer(outcome("e2", "r1"), Optional.empty())),
        first.answers());
    assertEquals(
        List.of(
            new OutcomePage.Answer(outcome("e3", "r2"), Optional.of(recommendation("r2", "u")))),
        second.answers());
    assertEquals(new OutcomePage(List.of(), second.end()), log.outcomes(BOOKS, second.end(), 2));
    assertEquals(new OutcomePage(List.of(), ""), log.outcomes(PoolId.of("films"), "", 2));
  }

  @Test
  void whatIsForgottenIsNotStoredAgain() {
    OutcomeLog log = log(1, 2);
    log.append(BOOKS, outcome("e1", "r1"));
    log.append(BOOKS, outcome("e2", "r1"));

    log.forget(BOOKS, log.outcomes(BOOKS, "", 1).end());

    assertEquals(List.of(outcome("e2", "r1")), outcomes(log));
    assertFalse(log.append(BOOKS, outcome("e1", "r1")));
    assertTrue(log.append(BOOKS, outcome("e3", "r1")));
  }

  private static List<Outcome> outcomes(OutcomeLog log) {
    return log.outcomes(BOOKS, "", 100).answers().stream()
        .map(OutcomePage.Answer::outcome)
        .toList();
  }

  private static OutcomeLog log(int recommendations, int outcomes) {
    return new MemoryOutcomeLog(
        new SmallRyeConfigBuilder()
            .withMapping(MemoryLogConfig.class)
            .withDefaultValue("lrgd.feedback.memory.max-recommendations", "" + recommendations)
            .withDefaultValue("lrgd.feedback.memory.max-outcomes", "" + outcomes)
            .build()
            .getConfigMapping(MemoryLogConfig.class));
  }

  private static Outcome outcome(String eventId, String recommendation) {
    return new Outcome(eventId, recommendation, "a", Event.CLICK, NOW);
  }

  private static RecommendationRecord recommendation(String id, String user) {
    return new RecommendationRecord(
        id, 1, Optional.of(user), NOW, List.of(), List.of("a"), List.of(), List.of(), 0);
  }
}
