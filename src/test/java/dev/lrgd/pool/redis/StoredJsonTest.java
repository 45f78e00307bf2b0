package dev.lrgd.pool.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.lrgd.pool.AdaptationReport;
import dev.lrgd.pool.Findings;
import dev.lrgd.pool.ModelEffect;
import dev.lrgd.pool.Verdict;
import dev.lrgd.pool.VersionSummary;
import dev.lrgd.statistics.PredictionCheck;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Functions of neighbouring releases read each other's records. */
class StoredJsonTest {

  private static AdaptationReport report(Findings findings) {
    return new AdaptationReport(
        Optional.empty(),
        Instant.EPOCH,
        Instant.EPOCH,
        Optional.empty(),
        new VersionSummary(1, Instant.EPOCH, 1, 1, 1, 1, ""),
        0.5,
        List.of("Version 1 is active."),
        Verdict.COMMITTED,
        true,
        findings);
  }

  private static ModelEffect effect(double... measured) {
    return new ModelEffect(
        "m",
        "p",
        ModelEffect.Source.REQUESTS,
        true,
        PredictionCheck.of(new double[] {1, 2, 3}, measured, 1));
  }

  @Test
  void effectsOnModelsComeBackAsTheyWere() {
    AdaptationReport report =
        report(
            Findings.none(new Findings.Steps(1, 1, 0, 0))
                .with(effect(1, 3, 2))
                .with(effect(4, 4, 4)));
    assertEquals(report, StoredJson.read(StoredJson.write(report), AdaptationReport.class));
  }

  @Test
  void aReportOfAReleaseThatKnewNoneHasNone() {
    AdaptationReport report = report(Findings.none(new Findings.Steps(1, 1, 0, 0)));
    String older = StoredJson.write(report).replace(",\"modelEffects\":[]", "");
    assertFalse(older.contains("modelEffects"), older);
    assertEquals(report, StoredJson.read(older, AdaptationReport.class));
  }
}
