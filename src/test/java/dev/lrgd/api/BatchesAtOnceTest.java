package dev.lrgd.api;

import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** More batches at once than there are workers to wait for them. */
@QuarkusTest
@TestProfile(BatchesAtOnceTest.TwoWorkers.class)
class BatchesAtOnceTest {
  private static final int BATCHES = 8;

  @TestHTTPResource URI root;

  /** A service that soon has none left. */
  public static class TwoWorkers implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "quarkus.thread-pool.core-threads", "1", "quarkus.thread-pool.max-threads", "2");
    }
  }

  @Test
  void batchesThatTakeAllWorkersAreAnsweredAllTheSame() {
    Service service = new Service(root);
    String name = Service.newPool();
    service.fillAndAdapt(name, 15);
    String body =
        "{\"requests\":["
            + String.join(",", Collections.nCopies(20, "{\"history\":[\"a\"]}"))
            + "]}";
    assertTimeoutPreemptively(
        Duration.ofSeconds(60),
        () ->
            CompletableFuture.allOf(
                    IntStream.range(0, BATCHES)
                        .mapToObj(
                            batch ->
                                CompletableFuture.runAsync(
                                    () ->
                                        service
                                            .post(
                                                "/v1/pools/" + name + "/recommendations:batch",
                                                body)
                                            .statusCode(200)
                                            .body("answers.recommendation", hasSize(20)),
                                    work -> new Thread(work).start()))
                        .toArray(CompletableFuture[]::new))
                .join());
  }
}
