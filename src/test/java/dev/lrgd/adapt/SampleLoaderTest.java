package dev.lrgd.adapt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lrgd.pool.Demonstration;
import dev.lrgd.pool.PoolId;
import dev.lrgd.pool.PoolStore;
import dev.lrgd.pool.PoolVersion;
import dev.lrgd.pool.Provenance;
import dev.lrgd.pool.sample.SamplePool;
import dev.lrgd.recommend.FirstStageSettings;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.config.SmallRyeConfigBuilder;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(SampleLoaderTest.WithSample.class)
public class SampleLoaderTest {
  private static final PoolId BOOKS = PoolId.of("books");
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @Inject PoolStore store;

  public static class WithSample implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("lrgd.sample.enabled", "true");
    }
  }

  @Test
  void aStartWithNothingLoadsBooksWhoseReadersAreCalledSynthetic() throws InterruptedException {
    awaitSample(store);
    PoolVersion version = store.version(BOOKS);
    assertEquals(1, version.number());
    assertEquals(SamplePool.make().items().size(), version.space().size());
    assertEquals(SamplePool.make().interactions().size(), version.summary().interactions());
    assertTrue(version.demonstrations().size() > 1000);
    for (Demonstration demonstration : version.demonstrations()) {
      assertEquals(Provenance.SYNTHETIC, demonstration.provenance());
    }
  }

  @Test
  void itsIndexIsTheOneThatWasMadeBeforehand() throws InterruptedException {
    awaitSample(store);
    PoolVersion version = store.version(BOOKS);
    int transitions = FirstStageSettings.defaults().transitions();
    assertTrue(SampleFit.INDEX.isOf(version.space(), version.demonstrations(), transitions));
  }

  @Test
  void itIsOnUnlessSwitchedOff() {
    SampleConfig config =
        new SmallRyeConfigBuilder()
            .withMapping(SampleConfig.class)
            .build()
            .getConfigMapping(SampleConfig.class);
    assertTrue(config.enabled());
  }

  /** The fit runs beside the start. */
  public static void awaitSample(PoolStore store) throws InterruptedException {
    Instant end = Instant.now().plus(PATIENCE);
    while (!isLoaded(store) && Instant.now().isBefore(end)) {
      Thread.sleep(50);
    }
  }

  private static boolean isLoaded(PoolStore store) {
    return !store.pools(PoolId.DEFAULT_TENANT).isEmpty() && store.version(BOOKS).number() > 0;
  }
}
