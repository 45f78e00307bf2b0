package dev.lrgd.adapt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lrgd.feedback.Event;
import dev.lrgd.feedback.Outcome;
import dev.lrgd.feedback.OutcomeLog;
import dev.lrgd.feedback.RecommendationRecord;
import dev.lrgd.feedback.memory.MemoryLogConfig;
import dev.lrgd.feedback.memory.MemoryOutcomeLog;
import dev.lrgd.pool.AdaptationReport;
import dev.lrgd.pool.Demonstration;
import dev.lrgd.pool.PoolId;
import dev.lrgd.pool.PoolStore;
import dev.lrgd.pool.Verdict;
import dev.lrgd.pool.memory.MemoryPoolStore;
import dev.lrgd.pool.memory.MemoryStoreConfig;
import dev.lrgd.recommend.FirstStageConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** More outcomes wait than an adaptation learns from, and it can not decide. */
class BacklogTest {
  private static final PoolId POOL = PoolId.of("held");
  private static final Instant NOW = Instant.parse("2026-11-23T09:00:00Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

  private final SmallWorld world = new SmallWorld(6);
  private final PoolStore store =
      new MemoryPoolStore(CLOCK, AdaptationJob.config(MemoryStoreConfig.class));
  private final OutcomeLog log =
      new MemoryOutcomeLog(AdaptationJob.config(MemoryLogConfig.class), CLOCK);

  @Test
  void whatDecidedNothingMakesRoomForLaterOutcomes() {
    store.stageItems(POOL, world.items);
    store.stageInteractions(POOL, world.interactions);
    adaptation(Map.of()).adapt(POOL, Optional.empty());
    Demonstration shown = store.version(POOL).demonstrations().get(0);
    for (int i = 0; i < 3; i++) {
      log.record(POOL, recommendation("r" + i, shown));
      log.append(POOL, new Outcome("e" + i, "r" + i, shown.target(), Event.SKIP, NOW));
    }
    Adaptation undecided =
        adaptation(
            Map.of(
                "lrgd.adaptation.max-outcomes",
                "2",
                "lrgd.adaptation.least-validation-users",
                "2",
                "lrgd.adaptation.error",
                "0.000001",
                "lrgd.adaptation.tolerance",
                "0"));

    AdaptationReport first = undecided.adapt(POOL, Optional.empty());
    assertEquals(Verdict.HELD, first.verdict());
    assertTrue(
        first
            .changes()
            .contains("The outcomes that were read decided nothing, and make room for later ones."),
        first.changes().toString());
    assertEquals("e2", log.outcomes(POOL, "", 10).answers().get(0).outcome().eventId());

    AdaptationReport second = undecided.adapt(POOL, Optional.empty());
    assertEquals(1, second.findings().outcomes().read());
    assertEquals(1, log.outcomes(POOL, "", 10).answers().size(), "none waits beyond it");
  }

  private static RecommendationRecord recommendation(String id, Demonstration shown) {
    return new RecommendationRecord(
        id,
        1,
        Optional.empty(),
        NOW,
        shown.history(),
        List.of(shown.target()),
        List.of(shown.id()),
        List.of(1.0),
        0.1);
  }

  private Adaptation adaptation(Map<String, String> settings) {
    return new Adaptation(
        store,
        log,
        AdaptationJob.config(AdaptConfig.class),
        config(settings),
        AdaptationJob.config(FirstStageConfig.class),
        CLOCK);
  }

  private static SecondStageConfig config(Map<String, String> settings) {
    return new SmallRyeConfigBuilder()
        .withMapping(SecondStageConfig.class)
        .withDefaultValues(settings)
        .build()
        .getConfigMapping(SecondStageConfig.class);
  }
}
