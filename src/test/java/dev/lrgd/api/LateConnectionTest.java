package dev.lrgd.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.lrgd.api.LateConnectionTest.FullHouse;
import dev.lrgd.pool.PoolId;
import dev.lrgd.recommend.ItemReference;
import dev.lrgd.recommend.RankerChoice;
import dev.lrgd.recommend.RecommendationAnswer;
import dev.lrgd.recommend.RecommendationRequest;
import dev.lrgd.recommend.Recommender;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** An endpoint to which a connection is only had when nobody waits for its answer any more. */
@QuarkusTest
@TestProfile(LlmProfile.Faulty.class)
@QuarkusTestResource(value = FullHouse.class, restrictToAnnotatedClass = true)
class LateConnectionTest {
  private static final int PATIENCE_MILLIS = 10_000;

  @TestHTTPResource URI root;
  @Inject Recommender recommender;
  private FullHouse house;

  @Test
  void isNotUsedForWhatNobodyWaitsForButForTheNext() throws IOException {
    house.fill();
    String name = Service.newPool();
    new Service(root).fillAndAdapt(name, 15);
    // The client's third try to connect comes after three seconds.
    Instant deadline = Instant.now().plus(Duration.ofMillis(2500));
    assertEquals(List.of("llm: no answer in time"), recommend(name, deadline).degraded());
    house.makeRoom();
    try (Socket late = house.accept()) {
      late.setSoTimeout(500);
      assertThrows(SocketTimeoutException.class, () -> late.getInputStream().read());
      CompletableFuture<RecommendationAnswer> next =
          CompletableFuture.supplyAsync(() -> recommend(name, Instant.now().plusSeconds(2)));
      late.setSoTimeout(PATIENCE_MILLIS);
      assertEquals('P', late.getInputStream().read());
      late.close();
      assertEquals("dual-model", next.join().rankedBy());
    }
  }

  private RecommendationAnswer recommend(String pool, Instant deadline) {
    RecommendationRequest request =
        new RecommendationRequest(
            "u1",
            List.of(ItemReference.of("a")),
            List.of(ItemReference.of("b"), ItemReference.of("c")),
            List.of(),
            2,
            4,
            RankerChoice.LLM,
            false);
    return recommender.recommend(PoolId.of(pool), request, Optional.of(deadline));
  }

  /** A listener whose queue of connections has room for the one of the start, and none after it. */
  public static final class FullHouse implements QuarkusTestResourceLifecycleManager {
    private final List<Socket> guests = new ArrayList<>();
    private ServerSocket door;

    @Override
    public Map<String, String> start() {
      try {
        door = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        door.setSoTimeout(PATIENCE_MILLIS);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return Map.of(
          "quarkus.langchain4j.openai.base-url",
          "http://127.0.0.1:" + door.getLocalPort() + "/v1/",
          "quarkus.langchain4j.openai.api-key",
          "fake");
    }

    /** The client forgets the connection of its start; a try to connect waits from now on. */
    void fill() throws IOException {
      door.accept().close();
      // One more than the queue is said to hold is let in.
      for (int i = 0; i < 2; i++) {
        guests.add(new Socket(door.getInetAddress(), door.getLocalPort()));
      }
    }

    void makeRoom() throws IOException {
      for (Socket guest : guests) {
        door.accept().close();
        guest.close();
      }
      guests.clear();
    }

    Socket accept() throws IOException {
      return door.accept();
    }

    @Override
    public void stop() {
      try {
        for (Socket guest : guests) {
          guest.close();
        }
        door.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void inject(Object test) {
      ((LateConnectionTest) test).house = this;
    }
  }
}
