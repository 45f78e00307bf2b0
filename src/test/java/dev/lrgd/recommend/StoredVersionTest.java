package dev.lrgd.recommend;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lrgd.pool.AdaptationReport;
import dev.lrgd.pool.AdaptationTurn;
import dev.lrgd.pool.Findings;
import dev.lrgd.pool.ModelCalibration;
import dev.lrgd.pool.PoolId;
import dev.lrgd.pool.PoolStore;
import dev.lrgd.pool.PoolVersion;
import dev.lrgd.pool.Verdict;
import dev.lrgd.pool.VersionSummary;
import dev.lrgd.pool.redis.TestRedis;
import dev.lrgd.pool.redis.TestStores;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A version that went through Redis answers like the one that was put there. */
class StoredVersionTest {

  private static final PoolId BOOKS = PoolId.of("books");
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void answersAreTheSameByteForByte() throws Exception {
    PoolVersion made = firstVersion(new World(1, 40, 60).version());
    TestRedis redis = TestRedis.empty();
    publish(TestStores.at(redis).pools(), made);

    PoolVersion read = TestStores.at(redis).pools().version(BOOKS);

    assertNotSame(made, read);
    assertEquals(made.summary(), read.summary());
    assertEquals(made.demonstrations(), read.demonstrations());
    assertEquals(made.tuning(), read.tuning());
    assertEquals(made.calibrations(), read.calibrations());
    assertArrayEquals(made.space().tables(), read.space().tables());
    for (String request :
        List.of(
            "{\"history\":[\"i1\",\"i5\"],\"explain\":true}",
            "{\"history\":[{\"title\":\"never seen genre1\"}],\"limit\":40}",
            "{\"history\":[]}",
            "{\"history\":[\"i2\"],\"candidates\":[\"i3\",{\"title\":\"new genre3 thing\"}]}")) {
      assertEquals(answer(made, request), answer(read, request));
    }
  }

  private static String answer(PoolVersion version, String request) throws Exception {
    return JSON.writeValueAsString(
        new FakePools(version)
            .recommender()
            .recommend(BOOKS, JSON.readValue(request, RecommendationRequest.class)));
  }

  private static PoolVersion firstVersion(PoolVersion version) {
    VersionSummary summary = version.summary();
    return new PoolVersion(
        new VersionSummary(
            1,
            summary.createdAt(),
            summary.items(),
            summary.users(),
            summary.interactions(),
            summary.demonstrations(),
            summary.outcomesUpTo()),
        version.space(),
        version.demonstrations(),
        version.tuning().withMassCap(0.25),
        List.of(new ModelCalibration("model", "1", 0.75, 0, 0)));
  }

  private static void publish(PoolStore store, PoolVersion version) {
    store.stageItems(BOOKS, version.space().items());
    AdaptationTurn.Granted turn =
        (AdaptationTurn.Granted) store.beginAdaptation(BOOKS, Optional.empty(), 1000);
    VersionSummary summary = version.summary();
    store.publish(
        turn,
        version,
        new AdaptationReport(
            Optional.empty(),
            summary.createdAt(),
            summary.createdAt(),
            Optional.empty(),
            summary,
            0,
            List.of(),
            Verdict.COMMITTED,
            true,
            Findings.none(new Findings.Steps(1, 1, 0, 0))));
  }
}
