package dev.lrgd.feedback;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lrgd.pool.PoolId;
import dev.lrgd.space.Interaction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every log of outcomes promises; each implementation runs it. */
public abstract class OutcomeLogContract {

  protected static final PoolId BOOKS = PoolId.of("books");
  protected static final PoolId FILMS = PoolId.of("films");
  protected static final Instant NOW = Instant.parse("2026-11-23T09:00:00Z");

  /** A log without anything in it. */
  protected abstract OutcomeLog log();

  @Test
  void anEventIsStoredOnceInEachPool() {
    OutcomeLog log = log();
    assertTrue(log.append(BOOKS, outcome("e1", "r1")).isNew());
    assertFalse(log.append(BOOKS, outcome("e1", "r1")).isNew());
    assertTrue(log.append(FILMS, outcome("e1", "r1")).isNew());
    assertEquals(List.of(outcome("e1", "r1")), outcomes(log));
  }

  @Test
  void manyOutcomesAreStoredInTheirOrderAndEachOnce() {
    OutcomeLog log = log();
    log.append(BOOKS, outcome("e1", "r1"));
    List<Outcome> many = new ArrayList<>();
    for (int i = 0; i < 2500; i++) {
      many.add(outcome("e" + i, "r1"));
    }
    many.add(outcome("e7", "r1"));

    List<Appended> appended = log.append(BOOKS, many);

    assertEquals(many.size(), appended.size());
    for (int i = 0; i < many.size(); i++) {
      assertEquals(i != 1 && i != 2500, appended.get(i).isNew(), "outcome " + i);
    }
    many.remove(2500);
    many.add(0, many.remove(1));
    assertEquals(many, outcomes(log));
    assertEquals(List.of(), log.append(BOOKS, List.of()));
  }

  @Test
  void outcomesAreReadUpToAPlaceWhateverWasErasedBeforeIt() {
    OutcomeLog log = log();
    log.record(BOOKS, recommendation("r1", "u"));
    log.append(BOOKS, outcome("e1", "r1"));
    log.append(BOOKS, outcome("e2", "forgotten"));
    String place = log.outcomes(BOOKS, "", 2).end();
    log.append(BOOKS, outcome("e3", "forgotten"));
    log.erase(BOOKS, "u");

    OutcomePage upTo = log.outcomes(BOOKS, "", place, 2);
    assertEquals(List.of("e2"), events(upTo));
    assertEquals(place, upTo.end());
    assertEquals(List.of(), events(log.outcomes(BOOKS, place, place, 2)));
    assertEquals(List.of("e3"), events(log.outcomes(BOOKS, place, "", 2)));
    String later = log.outcomes(BOOKS, "", 2).end();
    assertEquals(List.of(), events(log.outcomes(BOOKS, later, place, 2)));
  }

  private static List<String> events(OutcomePage page) {
    return page.answers().stream().map(answer -> answer.outcome().eventId()).toList();
  }

  @Test
  void whoeverMustNotWaitIsToldTheSame() {
    OutcomeLog log = log();
    assertTrue(log.appendAsync(BOOKS, outcome("e1", "r1")).toCompletableFuture().join().isNew());
    assertFalse(log.append(BOOKS, outcome("e1", "r1")).isNew());
    assertFalse(log.appendAsync(BOOKS, outcome("e1", "r1")).toCompletableFuture().join().isNew());
  }

  @Test
  void whatAUserChoseIsToldWithANewOutcome() {
    OutcomeLog log = log();
    String odd = "-\u00fc \\\" { u";
    log.record(BOOKS, recommendation("r1", odd));
    log.record(
        BOOKS,
        new RecommendationRecord(
            "r2", 1, Optional.empty(), NOW, List.of(), List.of(), List.of(), List.of(), 0));
    Interaction choice = new Interaction(odd, "a", NOW.getEpochSecond(), Double.NaN);

    assertEquals(
        List.of(
            new Appended(true, true, Optional.of(choice)),
            new Appended(true, true, Optional.empty()),
            new Appended(true, true, Optional.empty()),
            new Appended(true, false, Optional.empty()),
            new Appended(false, true, Optional.of(choice))),
        log.append(
            BOOKS,
            List.of(
                outcome("e1", "r1"),
                new Outcome("e2", "r1", "a", Event.SKIP, NOW),
                outcome("e3", "r2"),
                outcome("e4", "forgotten"),
                outcome("e1", "r1"))));
  }

  @Test
  void anEventUnderTheNameOfAnotherIsNeitherStoredNorAChoice() {
    OutcomeLog log = log();
    log.record(BOOKS, recommendation("r1", "u"));
    log.record(BOOKS, recommendation("r2", "u"));
    log.append(BOOKS, outcome("e1", "r1"));
    Appended another = new Appended(false, false, Optional.empty());

    for (Outcome outcome :
        List.of(
            outcome("e1", "r2"),
            new Outcome("e1", "r1", "b", Event.CLICK, NOW),
            new Outcome("e1", "r1", "a", Event.PURCHASE, NOW))) {
      assertEquals(another, log.append(BOOKS, outcome));
    }
    Outcome later = new Outcome("e1", "r1", "a", Event.CLICK, NOW.plusSeconds(9));
    assertTrue(log.append(BOOKS, later).choice().isPresent());
    assertEquals(
        another, log.append(BOOKS, List.of(outcome("e2", "r1"), outcome("e2", "r2"))).get(1));
    assertEquals(List.of(outcome("e1", "r1"), outcome("e2", "r1")), outcomes(log));
  }

  @Test
  void aRecommendationIsRememberedAsItWasInItsPoolAlone() {
    OutcomeLog log = log();
    RecommendationRecord full =
        new RecommendationRecord(
            "r1",
            7,
            Optional.of("ü \"u\""),
            NOW.plusNanos(1),
            List.of("a"),
            List.of("b", "c"),
            List.of("d1", "d2"),
            List.of(0.25, 1 / 3.0),
            -0.1,
            Optional.of(new MeasuredEffect("m-1", "p", true, Map.of("b", 1 / 3.0, "c", -0.5))));
    RecommendationRecord anonymous =
        new RecommendationRecord(
            "r2", 1, Optional.empty(), NOW, List.of(), List.of(), List.of(), List.of(), 0);
    log.record(BOOKS, full);
    log.record(BOOKS, anonymous);

    assertEquals(Optional.of(full), remembered(log, BOOKS, "r1"));
    assertEquals(Optional.of(anonymous), remembered(log, BOOKS, "r2"));
    assertEquals(Optional.empty(), remembered(log, FILMS, "r1"));
  }

  @Test
  void outcomesAreReadPageByPageWithWhatTheyAnswer() {
    OutcomeLog log = log();
    log.record(BOOKS, recommendation("r1", "u"));
    log.append(BOOKS, outcome("e1", "r1"));
    log.append(BOOKS, outcome("e2", "forgotten"));
    log.append(BOOKS, outcome("e3", "r1"));

    OutcomePage first = log.outcomes(BOOKS, "", 2);
    OutcomePage second = log.outcomes(BOOKS, first.end(), 2);

    assertEquals(
        List.of(
            new OutcomePage.Answer(outcome("e1", "r1"), Optional.of(recommendation("r1", "u"))),
            new OutcomePage.Answer(outcome("e2", "forgotten"), Optional.empty())),
        first.answers());
    assertEquals(
        List.of(
            new OutcomePage.Answer(outcome("e3", "r1"), Optional.of(recommendation("r1", "u")))),
        second.answers());
    assertEquals(new OutcomePage(List.of(), second.end()), log.outcomes(BOOKS, second.end(), 2));
    assertEquals(new OutcomePage(List.of(), ""), log.outcomes(FILMS, "", 2));
  }

  @Test
  void erasureLeavesOtherUsersAlone() {
    OutcomeLog log = log();
    log.record(BOOKS, recommendation("r1", "u"));
    log.append(BOOKS, outcome("e1", "r1"));
    log.record(BOOKS, recommendation("r2", "v"));
    log.append(BOOKS, outcome("e2", "r2"));

    assertEquals(1, log.erase(BOOKS, "u"));

    assertEquals(List.of(outcome("e2", "r2")), outcomes(log));
    assertEquals(Optional.empty(), remembered(log, BOOKS, "r1"));
    assertEquals(1, log.erase(BOOKS, "v"));
    assertEquals(Optional.empty(), remembered(log, BOOKS, "r2"));
    assertEquals(0, log.erase(BOOKS, "v"));
  }

  @Test
  void erasureFindsEveryOutcomeOfMany() {
    OutcomeLog log = log();
    log.record(BOOKS, recommendation("r1", "u"));
    log.record(BOOKS, recommendation("r2", "v"));
    List<Outcome> many = new ArrayList<>();
    for (int i = 0; i < 3000; i++) {
      many.add(outcome("e" + i, i % 1000 < 2 ? "r1" : "r2"));
    }
    log.append(BOOKS, many);

    assertEquals(6, log.erase(BOOKS, "u"));

    many.removeIf(outcome -> outcome.recommendation().equals("r1"));
    assertEquals(many, outcomes(log));
  }

  @Test
  void whatIsForgottenIsNotStoredAgain() {
    OutcomeLog log = log();
    log.record(BOOKS, recommendation("r1", "u"));
    log.append(BOOKS, outcome("e1", "r1"));
    log.append(BOOKS, outcome("e2", "r1"));

    log.forget(BOOKS, log.outcomes(BOOKS, "", 1).end());

    assertEquals(List.of(outcome("e2", "r1")), outcomes(log));
    assertFalse(log.append(BOOKS, outcome("e1", "r1")).isNew());
    assertTrue(log.append(BOOKS, outcome("e3", "r1")).isNew());
    assertEquals(2, log.erase(BOOKS, "u"));
  }

  /** What an outcome that comes in now is joined to. */
  protected static Optional<RecommendationRecord> remembered(
      OutcomeLog log, PoolId pool, String recommendation) {
    log.append(pool, outcome("probe-" + System.nanoTime(), recommendation));
    List<OutcomePage.Answer> answers = log.outcomes(pool, "", 1_000_000).answers();
    return answers.get(answers.size() - 1).recommendation();
  }

  protected static List<Outcome> outcomes(OutcomeLog log) {
    return log.outcomes(BOOKS, "", 10_000).answers().stream()
        .map(OutcomePage.Answer::outcome)
        .toList();
  }

  protected static Outcome outcome(String eventId, String recommendation) {
    return new Outcome(eventId, recommendation, "a", Event.CLICK, NOW);
  }

  protected static RecommendationRecord recommendation(String id, String user) {
    return new RecommendationRecord(
        id, 1, Optional.of(user), NOW, List.of(), List.of("a"), List.of(), List.of(), 0);
  }
}
