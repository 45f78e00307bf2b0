package dev.lrgd.api;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lrgd.adapt.SampleLoaded;
import dev.lrgd.adapt.SampleLoaderTest;
import dev.lrgd.pool.PoolId;
import dev.lrgd.pool.PoolStore;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(SampleLoaderTest.WithSample.class)
class SampleGreetingTest {
  private static final PoolId BOOKS = PoolId.of("books");

  @Inject SampleGreeting greeting;
  @Inject PoolStore store;

  @Test
  void itShowsARecommendationAndTheLineThatRepeatsIt() throws InterruptedException {
    SampleLoaderTest.awaitSample(store);
    String text =
        greeting.greeting(new SampleLoaded(BOOKS, store.status(BOOKS).active().orElseThrow()));
    assertTrue(text.contains("synthetic readers (a generator made them up)"), text);
    assertTrue(text.contains("\n  1  ") && text.contains("\n  5  "), text);
    assertTrue(
        text.contains("-d '{\"history\":[\"the-time-machine\",\"the-war-of-the-worlds\"],"), text);
    assertTrue(text.contains("/v1/pools/books/recommendations"), text);
  }
}
