package dev.lrgd.adapt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lrgd.feedback.Event;
import dev.lrgd.feedback.Outcome;
import dev.lrgd.feedback.OutcomeLog;
import dev.lrgd.feedback.RecommendationRecord;
import dev.lrgd.feedback.memory.MemoryLogConfig;
import dev.lrgd.feedback.memory.MemoryOutcomeLog;
import dev.lrgd.pool.AdaptationReport;
import dev.lrgd.pool.Demonstration;
import dev.lrgd.pool.Findings;
import dev.lrgd.pool.PoolId;
import dev.lrgd.pool.PoolStore;
import dev.lrgd.pool.PoolStoreContract;
import dev.lrgd.pool.PoolVersion;
import dev.lrgd.pool.Provenance;
import dev.lrgd.pool.StoreRefusal;
import dev.lrgd.pool.memory.MemoryPoolStore;
import dev.lrgd.pool.memory.MemoryStoreConfig;
import dev.lrgd.recommend.FirstStageConfig;
import dev.lrgd.space.Interaction;
import dev.lrgd.space.Item;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AdaptationTest {

  private static final PoolId BOOKS = PoolId.of("books");
  private static final Instant NOW = Instant.parse("2026-11-23T09:00:00Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

  private final PoolStore store = new MemoryPoolStore(CLOCK, config(MemoryStoreConfig.class));
  private final OutcomeLog log = new MemoryOutcomeLog(config(MemoryLogConfig.class), CLOCK);
  private final Adaptation adaptation = adaptation(store, log, Map.of());

  @Test
  void theConfigurationHasDocumentedDefaults() {
    AdaptConfig config = config(AdaptConfig.class);
    assertEquals(10_000, config.maxDemonstrations());
    assertEquals(20, config.demonstrationHistory());
  }

  @Test
  void theSecondStageHasDocumentedDefaults() {
    SecondStageConfig config = config(SecondStageConfig.class);
    assertEquals("off", config.schedule());
    assertEquals(200_000, config.maxOutcomes());
    assertEquals(1_000_000, config.maxInteractions());
    assertEquals(
        new SecondStageSettings(
            10_000, 20, 1, 5.8, 20, 0.1, 0.2, true, true, 1000, 100, 0.02, 0.05, true, true, 1),
        config.settings(config(AdaptConfig.class)));
  }

  @Test
  void anOutcomeIsLearntFromOnceAndItsChoiceIsAnInteraction() {
    stage(BOOKS, "a", "b", "c");
    choose("u", "a", "b", "c");
    choose("v", "a", "c");
    adaptation.adapt(BOOKS, Optional.empty());
    String shown = store.version(BOOKS).demonstrations().get(0).id();
    recommended("r1", "w", shown);
    log.append(BOOKS, new Outcome("e1", "r1", "c", Event.CLICK, NOW));
    log.append(BOOKS, new Outcome("e2", "r1", "c", Event.PURCHASE, NOW));
    log.append(BOOKS, new Outcome("e3", "r1", "b", Event.SKIP, NOW));
    log.append(BOOKS, new Outcome("e4", "forgotten", "b", Event.CLICK, NOW));

    AdaptationReport report = adaptation.adapt(BOOKS, Optional.empty());

    assertEquals(new Findings.Outcomes(4, 1, 0, 3, 1), report.findings().outcomes());
    assertEquals(
        List.of(new Interaction("w", "c", NOW.getEpochSecond(), Double.NaN)),
        PoolStoreContract.history(store, "w"));
    PoolVersion version = store.version(BOOKS);
    assertEquals(3, demonstration(version, shown).evidence().uses());
    assertEquals("4", version.summary().outcomesUpTo());

    AdaptationReport next = adaptation.adapt(BOOKS, Optional.empty());
    assertEquals(0, next.findings().outcomes().read());
    assertEquals(3, demonstration(store.version(BOOKS), shown).evidence().uses());
  }

  @Test
  void goingBackBringsBackWhatWasNotLearntYet() {
    stage(BOOKS, "a", "b", "c");
    choose("u", "a", "b", "c");
    adaptation.adapt(BOOKS, Optional.empty());
    recommended("r1", "w", store.version(BOOKS).demonstrations().get(0).id());
    log.append(BOOKS, new Outcome("e1", "r1", "c", Event.CLICK, NOW));
    adaptation.adapt(BOOKS, Optional.empty());
    store.activate(BOOKS, 1, Optional.empty());

    assertEquals(1, adaptation.adapt(BOOKS, Optional.empty()).findings().outcomes().read());
  }

  private void recommended(String id, String user, String demonstration) {
    log.record(
        BOOKS,
        new RecommendationRecord(
            id,
            1,
            Optional.of(user),
            NOW,
            List.of("a"),
            List.of("c", "b"),
            List.of(demonstration),
            List.of(0.5),
            0.1));
  }

  @Test
  void theFirstVersionHoldsWhatWasPut() {
    stage(BOOKS, "a", "b", "c");
    choose("u", "a", "b", "c");
    choose("v", "b", "never PUT", "c");

    AdaptationReport report = adaptation.adapt(BOOKS, Optional.empty());

    PoolVersion version = store.version(BOOKS);
    assertEquals(report.after(), version.summary());
    assertEquals(1, version.number());
    assertEquals(3, version.summary().items());
    assertEquals(2, version.summary().users());
    assertEquals(5, version.summary().interactions());
    assertEquals(3, version.space().size());
    assertEquals(
        List.of("[a, b] > c", "[a] > b", "[b] > c"),
        version.demonstrations().stream().map(d -> d.history() + " > " + d.target()).toList());
    assertEquals(Optional.empty(), report.before());
    assertEquals(
        List.of(
            "Version 1 is the first one.",
            "3 items, 0 before.",
            "5 interactions, 0 before.",
            "3 demonstrations: 0 stayed, 3 are new, 0 left.",
            "1 interactions name items that were never PUT and were passed over."),
        report.changes());
    assertEquals(List.of(report), store.adaptations(BOOKS));
  }

  @Test
  void theNextVersionSaysWhatChanged() {
    stage(BOOKS, "a", "b", "c");
    choose("u", "a", "b", "c");
    adaptation.adapt(BOOKS, Optional.empty());
    stage(BOOKS, "d");
    choose("v", "a", "c", "d");
    store.erase(BOOKS, "u");

    AdaptationReport report = adaptation.adapt(BOOKS, Optional.empty());

    assertEquals(1, report.before().orElseThrow().number());
    assertEquals(
        List.of(
            "Version 2 follows version 1.",
            "4 items, 3 before.",
            "3 interactions, 3 before.",
            "2 demonstrations: 0 stayed, 2 are new, 0 left."),
        report.changes());
  }

  @Test
  void oneScheduledTimeMakesOneVersion() {
    stage(BOOKS, "a");
    AdaptationReport first = adaptation.adapt(BOOKS, Optional.of(NOW));

    assertSame(first, adaptation.adapt(BOOKS, Optional.of(NOW)));
    assertEquals(1, store.versions(BOOKS).size());
    stage(BOOKS, "b");
    adaptation.adapt(BOOKS, Optional.of(NOW.plusSeconds(60)));
    assertEquals(2, store.versions(BOOKS).size());
  }

  @Test
  void aScheduledTimeBeforeWhichNothingCameInLeavesAReportAndNoVersion() {
    stage(BOOKS, "a", "b", "c");
    choose("u", "a", "b", "c");
    AdaptationReport first = adaptation.adapt(BOOKS, Optional.empty());
    Optional<Instant> time = Optional.of(NOW);

    AdaptationReport idle = adaptation.adapt(BOOKS, time);

    assertEquals(List.of("Version 1 stays: nothing came in since it was made."), idle.changes());
    assertFalse(idle.published());
    assertEquals(first.findings().after(), idle.findings().before());
    assertEquals(first.findings().after(), idle.findings().after());
    assertEquals(first.findings().steps(), idle.findings().steps());
    assertEquals(List.of(idle, first), store.adaptations(BOOKS));
    assertSame(idle, adaptation.adapt(BOOKS, time));
    assertEquals(1, store.versions(BOOKS).size());
    assertEquals(2, adaptation.adapt(BOOKS, Optional.empty()).after().number());

    // Gone back: what the active version does not know is news to it.
    store.activate(BOOKS, 1, Optional.empty());
    assertEquals(3, adaptation.adapt(BOOKS, Optional.of(NOW.plusSeconds(1))).after().number());
    log.append(BOOKS, new Outcome("e4", "forgotten", "b", Event.CLICK, NOW));
    assertEquals(
        1, adaptation.adapt(BOOKS, Optional.of(NOW.plusSeconds(2))).findings().outcomes().read());
  }

  @Test
  void aLogThatIsFullHasRoomAfterTheNextScheduledTime() {
    OutcomeLog small =
        new MemoryOutcomeLog(
            config(MemoryLogConfig.class, Map.of("lrgd.feedback.memory.max-outcomes", "2")), CLOCK);
    Adaptation adaptation = adaptation(store, small, Map.of());
    stage(BOOKS, "a", "b", "c");
    choose("u", "a", "b", "c");
    adaptation.adapt(BOOKS, Optional.empty());
    small.append(BOOKS, outcome("e1"));
    adaptation.adapt(BOOKS, Optional.of(NOW));
    assertFalse(small.isFull(BOOKS));
    // Kept for whoever goes back to version 1.
    assertEquals(1, small.outcomes(BOOKS, "", 9).answers().size());

    small.append(BOOKS, outcome("e2"));
    assertTrue(small.isFull(BOOKS));
    adaptation.adapt(BOOKS, Optional.of(NOW.plusSeconds(1)));
    assertFalse(small.isFull(BOOKS));
    small.append(BOOKS, List.of(outcome("e3"), outcome("e4")));
    adaptation.adapt(BOOKS, Optional.of(NOW.plusSeconds(2)));
    adaptation.adapt(BOOKS, Optional.of(NOW.plusSeconds(3)));
    assertFalse(small.isFull(BOOKS));
  }

  private static Outcome outcome(String event) {
    return new Outcome(event, "forgotten", "c", Event.SKIP, NOW);
  }

  @Test
  void withoutOutcomesTheWeightsStayWhatEarlierOnesTaught() {
    stage(BOOKS, "a", "b", "c");
    choose("u", "a", "b", "c");
    choose("v", "a", "c");
    adaptation.adapt(BOOKS, Optional.empty());
    recommended("r1", "w", store.version(BOOKS).demonstrations().get(0).id());
    log.append(BOOKS, new Outcome("e1", "r1", "c", Event.CLICK, NOW));
    adaptation.adapt(BOOKS, Optional.empty());
    PoolVersion taught = store.version(BOOKS);

    adaptation.adapt(BOOKS, Optional.empty());

    PoolVersion next = store.version(BOOKS);
    assertEquals(3, next.number());
    double first = next.demonstrations().get(0).weight();
    for (Demonstration demonstration : taught.demonstrations()) {
      assertEquals(
          demonstration.weight() / taught.demonstrations().get(0).weight(),
          demonstration(next, demonstration.id()).weight() / first,
          1e-12);
    }
    assertTrue(
        taught.demonstrations().stream().mapToDouble(Demonstration::weight).distinct().count() > 1);
  }

  @Test
  void aPoolWithoutItemsCannotBeAdaptedAndIsNotLeftLocked() {
    choose("u", "a", "b");
    assertThrows(NothingToAdapt.class, () -> adaptation.adapt(BOOKS, Optional.empty()));
    assertEquals(2, store.status(BOOKS).stagedInteractions());

    stage(BOOKS, "a", "b");
    assertEquals(1, adaptation.adapt(BOOKS, Optional.empty()).after().number());
    assertThrows(
        StoreRefusal.UnknownPool.class,
        () -> adaptation.adapt(PoolId.of("films"), Optional.empty()));
  }

  @Test
  void aPoolFullOfInteractionsIsAdaptedWithoutTheChoicesItHasNoRoomFor() {
    PoolStore full =
        new MemoryPoolStore(
            CLOCK,
            config(MemoryStoreConfig.class, Map.of("lrgd.store.memory.max-interactions", "3")));
    full.stageItems(
        BOOKS, Stream.of("a", "b", "c").map(i -> Item.titled(i, "Title of " + i)).toList());
    full.stageInteractions(BOOKS, interactions("u", "a", "b", "c"));
    Adaptation adaptation = adaptation(full, log, Map.of());
    adaptation.adapt(BOOKS, Optional.empty());
    recommended("r1", "w", full.version(BOOKS).demonstrations().get(0).id());
    log.append(BOOKS, new Outcome("e1", "r1", "c", Event.CLICK, NOW));

    AdaptationReport report = adaptation.adapt(BOOKS, Optional.empty());

    assertTrue(
        report
            .changes()
            .contains(
                "1 choices from recommendations found no room: the pool is full of interactions."),
        report.changes()::toString);
    assertEquals(1, report.findings().outcomes().read());
    assertEquals("1", full.version(BOOKS).summary().outcomesUpTo());
  }

  @Test
  void whatIsOlderThanTheNewestIsNotLearntFromAndTheReportSaysSo() {
    stage(BOOKS, "a", "b", "c");
    store.stageInteractions(
        BOOKS,
        List.of(
            new Interaction("u", "a", 1, Double.NaN),
            new Interaction("u", "b", 2, Double.NaN),
            new Interaction("u", "c", 3, Double.NaN)));
    Adaptation bounded = adaptation(store, log, Map.of("lrgd.adaptation.max-interactions", "2"));

    AdaptationReport report = bounded.adapt(BOOKS, Optional.empty());

    assertTrue(
        report.changes().contains("1 older interactions were not learnt from, only the newest 2."),
        report.changes()::toString);
    assertEquals(2, report.after().interactions());
    assertEquals(List.of("b"), store.version(BOOKS).demonstrations().get(0).history());
    assertEquals(3, PoolStoreContract.history(store, "u").size());
  }

  @Test
  void whileOneRunsAnotherIsRefused() {
    stage(BOOKS, "a");
    store.beginAdaptation(BOOKS, Optional.empty(), 1000);
    assertThrows(StoreRefusal.Conflict.class, () -> adaptation.adapt(BOOKS, Optional.empty()));
  }

  @Test
  void usersMadeByAGeneratorAreCalledSynthetic() {
    stage(BOOKS, "a", "b", "c");
    choose("u", "a", "b");
    choose("synthetic-reader-001", "b", "c");
    adaptation.adapt(BOOKS, Optional.empty());
    for (Demonstration made : store.version(BOOKS).demonstrations()) {
      Provenance expected = made.user().equals("u") ? Provenance.REAL : Provenance.SYNTHETIC;
      assertEquals(expected, made.provenance());
    }
  }

  private void stage(PoolId pool, String... items) {
    store.stageItems(pool, Stream.of(items).map(i -> Item.titled(i, "Title of " + i)).toList());
  }

  private void choose(String user, String... items) {
    store.stageInteractions(BOOKS, interactions(user, items));
  }

  private static List<Interaction> interactions(String user, String... items) {
    return Stream.of(items).map(item -> new Interaction(user, item, 0, Double.NaN)).toList();
  }

  private static Adaptation adaptation(
      PoolStore store, OutcomeLog log, Map<String, String> secondStage) {
    return new Adaptation(
        store,
        log,
        config(AdaptConfig.class),
        config(SecondStageConfig.class, secondStage),
        config(FirstStageConfig.class),
        CLOCK);
  }

  private static <T> T config(Class<T> type) {
    return config(type, Map.of());
  }

  private static <T> T config(Class<T> type, Map<String, String> values) {
    return new SmallRyeConfigBuilder()
        .withMapping(type)
        .withDefaultValues(values)
        .build()
        .getConfigMapping(type);
  }

  private static Demonstration demonstration(PoolVersion version, String id) {
    return version.demonstrations().get(version.indexOf(id));
  }
}
