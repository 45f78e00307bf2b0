package dev.lrgd.adapt;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lrgd.pool.Demonstration;
import dev.lrgd.pool.Evidence;
import dev.lrgd.pool.PoolVersion;
import dev.lrgd.pool.Provenance;
import dev.lrgd.pool.Tuning;
import dev.lrgd.pool.VersionSummary;
import dev.lrgd.space.FitSettings;
import dev.lrgd.space.Item;
import dev.lrgd.space.ItemSpace;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PoolHealthTest {

  @Test
  void equalWeightsAreHealthy() {
    PoolHealth health = health(Provenance.REAL, 0.25, 0.25, 0.25, 0.25);
    assertEquals(4, health.effectiveDemonstrations(), 1e-12);
    assertEquals(0, health.gini(), 1e-12);
    assertEquals(0.5, health.targetCoverage());
    assertEquals(0, health.syntheticShare());
    assertEquals(List.of(), health.alarms());
  }

  @Test
  void aPoolCarriedByOneDemonstrationRaisesTheAlarm() {
    PoolHealth health = health(Provenance.REAL, 0.97, 0.01, 0.01, 0.01);
    assertEquals(1 / (0.97 * 0.97 + 3 * 0.0001), health.effectiveDemonstrations(), 1e-12);
    assertEquals(
        List.of("A few demonstrations carry the pool: it counts for 27 % of its number."),
        health.alarms());
  }

  @Test
  void syntheticDemonstrationsRaiseTheAlarm() {
    assertEquals(
        List.of("100 % of the weight lies on synthetic demonstrations."),
        health(Provenance.SYNTHETIC, 0.5, 0.5).alarms());
  }

  @Test
  void anEmptyVersionIsNotACollapse() {
    assertEquals(new PoolHealth(0, 0, 0, 0, List.of()), health(Provenance.REAL));
  }

  /** A catalogue of eight; demonstration i has target i. */
  private static PoolHealth health(Provenance provenance, double... weights) {
    List<Item> items = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      items.add(Item.titled("i" + i, "Title " + i));
    }
    List<Demonstration> demonstrations = new ArrayList<>();
    for (int i = 0; i < weights.length; i++) {
      demonstrations.add(
          new Demonstration(
              "d" + i,
              "u",
              List.of("i7"),
              "i" + i,
              0,
              provenance,
              weights[i],
              weights[i],
              0,
              Evidence.NONE));
    }
    VersionSummary summary = new VersionSummary(1, Instant.EPOCH, 8, 1, 0, weights.length, "");
    ItemSpace space = ItemSpace.fit(items, List.of(), FitSettings.defaults());
    return PoolHealth.of(new PoolVersion(summary, space, demonstrations, Tuning.START));
  }
}
