package dev.lrgd.adapt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lrgd.feedback.memory.MemoryLogConfig;
import dev.lrgd.feedback.memory.MemoryOutcomeLog;
import dev.lrgd.pool.AdaptationReport;
import dev.lrgd.pool.AdaptationTurn;
import dev.lrgd.pool.Demonstration;
import dev.lrgd.pool.PoolId;
import dev.lrgd.pool.PoolStore;
import dev.lrgd.pool.PoolStoreContract;
import dev.lrgd.pool.PoolVersion;
import dev.lrgd.pool.Verdict;
import dev.lrgd.pool.VersionSummary;
import dev.lrgd.pool.memory.MemoryPoolStore;
import dev.lrgd.pool.memory.MemoryStoreConfig;
import dev.lrgd.recommend.FirstStageConfig;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A version that a few demonstrations carry has become the active one: what the next runs do. */
class RollbackTest {
  private static final PoolId POOL = PoolId.of("collapsed");
  private static final Instant NOW = Instant.parse("2026-11-23T09:00:00Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

  private final SmallWorld world = new SmallWorld(6);
  private final PoolStore store =
      new MemoryPoolStore(CLOCK, AdaptationJob.config(MemoryStoreConfig.class));
  private final Adaptation adaptation =
      new Adaptation(
          store,
          new MemoryOutcomeLog(AdaptationJob.config(MemoryLogConfig.class), CLOCK),
          AdaptationJob.config(AdaptConfig.class),
          AdaptationJob.config(SecondStageConfig.class),
          AdaptationJob.config(FirstStageConfig.class),
          CLOCK);

  @BeforeEach
  void versionTwoHasCollapsed() {
    store.stageItems(POOL, world.items);
    store.stageInteractions(POOL, world.interactions);
    assertEquals(Verdict.COMMITTED, adapt().verdict());
    AdaptationTurn.Granted turn =
        assertInstanceOf(
            AdaptationTurn.Granted.class, store.beginAdaptation(POOL, Optional.empty(), 1000));
    store.publish(turn, collapsed(turn), PoolStoreContract.report(turn, Optional.empty()));
  }

  @Test
  void theVersionBeforeBecomesActiveAgainAndTheReportSaysWhy() {
    AdaptationReport report = adapt();

    assertEquals(Verdict.ROLLED_BACK, report.verdict());
    assertFalse(report.published());
    assertEquals(1, report.after().number());
    assertEquals(1, store.version(POOL).number());
    assertEquals("Version 1 is active again instead of version 2.", report.changes().get(0));
    assertTrue(
        report.findings().alarms().get(0).startsWith("A few demonstrations carry the pool"),
        report.findings().alarms().toString());
    assertEquals(report, store.adaptations(POOL).get(0));
    assertEquals(2, store.versions(POOL).size());
  }

  @Test
  void theNextStepIsHalfAsLongAndPulledTwiceAsHardUntilACommitTakesThatBack() {
    AdaptationReport rolledBack = adapt();
    SecondStageConfig config = AdaptationJob.config(SecondStageConfig.class);
    double alpha = config.settings(AdaptationJob.config(AdaptConfig.class)).alpha();
    assertEquals(config.eta() / 2, rolledBack.findings().steps().eta());
    assertEquals(1, rolledBack.findings().steps().alarms());

    AdaptationReport committed = adapt();
    assertEquals(Verdict.COMMITTED, committed.verdict());
    assertEquals(3, committed.after().number());
    assertEquals(config.eta(), committed.findings().steps().eta());
    assertEquals(alpha, committed.findings().steps().alpha(), 1e-12);
    assertEquals(0, committed.findings().steps().alarms());
  }

  @Test
  void theSecondAlarmInARowResetsThePoolAndShowsNoneUntilTheyHelp() {
    adapt();
    store.activate(POOL, 2, Optional.empty());
    AdaptationReport report = adapt();

    assertEquals(Verdict.RESET, report.verdict());
    PoolVersion version = store.version(POOL);
    assertEquals(3, version.number());
    assertTrue(version.tuning().zeroShot());
    for (Demonstration demonstration : version.demonstrations()) {
      assertEquals(demonstration.anchorWeight(), demonstration.weight());
    }
    assertEquals(Verdict.COMMITTED, adapt().verdict());
    assertFalse(store.version(POOL).tuning().zeroShot());
  }

  private AdaptationReport adapt() {
    return adaptation.adapt(POOL, Optional.empty());
  }

  /** The same demonstrations, nearly all the weight on the first. */
  private static PoolVersion collapsed(AdaptationTurn.Granted turn) {
    PoolVersion active = turn.contents().active();
    int n = active.demonstrations().size();
    List<Demonstration> skewed = new ArrayList<>();
    for (Demonstration demonstration : active.demonstrations()) {
      double weight = skewed.isEmpty() ? 0.99 : 0.01 / (n - 1);
      skewed.add(demonstration.withWeights(weight, 1.0 / n));
    }
    VersionSummary before = active.summary();
    return new PoolVersion(
        new VersionSummary(
            turn.contents().nextNumber(),
            NOW,
            before.items(),
            before.users(),
            before.interactions(),
            n,
            ""),
        active.space(),
        skewed,
        active.tuning());
  }
}
