package dev.lrgd.adapt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lrgd.pool.AdaptationReport;
import dev.lrgd.pool.PoolId;
import dev.lrgd.pool.PoolStore;
import dev.lrgd.space.Interaction;
import dev.lrgd.space.Item;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A server on whose schedule every second is a time to adapt. */
@QuarkusTest
@TestProfile(AdaptationScheduleTest.EverySecond.class)
class AdaptationScheduleTest {

  public static class EverySecond implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("lrgd.adaptation.schedule", "* * * * * ?");
    }
  }

  @Inject PoolStore store;

  @Test
  void everyPoolIsAdaptedAtEveryScheduledTimeOnceAndOneWithoutItemsWaits() throws Exception {
    PoolId books = PoolId.of("scheduled");
    PoolId theirs = new PoolId("acme", "scheduled");
    store.stageInteractions(
        PoolId.of("no-items"), List.of(new Interaction("u", "a", 1, Double.NaN)));
    store.stageItems(books, List.of(Item.titled("a", "Emma")));
    store.stageItems(theirs, List.of(Item.titled("a", "Emma")));

    long end = System.nanoTime() + 20_000_000_000L;
    while (store.adaptations(books).size() < 3 || store.adaptations(theirs).isEmpty()) {
      assertTrue(System.nanoTime() < end, "nothing was adapted");
      Thread.sleep(50);
    }

    List<Instant> times =
        store.adaptations(books).stream()
            .map(AdaptationReport::scheduledTime)
            .map(Optional::orElseThrow)
            .toList();
    times.forEach(time -> assertEquals(0, time.getNano(), time.toString()));
    assertEquals(times.stream().distinct().toList(), times);
    assertEquals(List.of(), store.adaptations(PoolId.of("no-items")));
  }
}
