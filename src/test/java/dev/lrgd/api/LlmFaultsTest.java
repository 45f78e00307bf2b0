package dev.lrgd.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lrgd.llm.FakeOpenAiEndpoint;
import dev.lrgd.llm.FakeOpenAiEndpoint.Fault;
import dev.lrgd.llm.FakeOpenAiEndpoint.Reply;
import dev.lrgd.pool.PoolId;
import dev.lrgd.recommend.ItemReference;
import dev.lrgd.recommend.RankerChoice;
import dev.lrgd.recommend.RecommendationAnswer;
import dev.lrgd.recommend.RecommendationAnswer.RankedItem;
import dev.lrgd.recommend.RecommendationRequest;
import dev.lrgd.recommend.Recommender;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The service under scripted faults of a fake endpoint, over HTTP on loopback. {@code
 * src/bench/llm.sh} runs the same by itself and prints what it measured.
 */
@QuarkusTest
@TestProfile(LlmProfile.Faulty.class)
@QuarkusTestResource(value = FakeEndpointResource.class, restrictToAnnotatedClass = true)
class LlmFaultsTest {
  private static final int REQUESTS = Integer.getInteger("llm.requests", 400);
  private static final int WARM_UP = Integer.getInteger("llm.warm-up", 1);
  private static final Duration DEADLINE = Duration.ofMillis(250);
  private static final long TOLERANCE_MILLIS = 50;

  @TestHTTPResource URI root;
  @Inject Recommender recommender;

  private FakeOpenAiEndpoint endpoint;
  private PoolId pool;

  @BeforeEach
  void fill() {
    endpoint = FakeEndpointResource.endpoint();
    endpoint.capacity(Integer.MAX_VALUE);
    String name = Service.newPool();
    new Service(root).fillAndAdapt(name, 15);
    pool = PoolId.of(name);
    // The first call loads half of the client.
    endpoint.answers(FakeOpenAiEndpoint::asShown);
    for (int i = 0; i < WARM_UP; i++) {
      recommender.recommend(pool, request(i));
    }
  }

  private static RecommendationRequest request(int i) {
    List<ItemReference> candidates =
        IntStream.range(0, 5 + i % 20)
            .mapToObj(c -> new ItemReference("c" + c, "Title " + c + " of " + i % 7))
            .toList();
    return new RecommendationRequest(
        "u" + i % 15,
        List.of(ItemReference.of("abcde".substring(i % 5, i % 5 + 1))),
        candidates,
        List.of("c0"),
        100,
        4,
        RankerChoice.LLM,
        true);
  }

  /** What an answer breaks of the contract; empty when nothing. */
  private static Optional<String> breach(
      RecommendationRequest request, RecommendationAnswer answer) {
    List<String> ids = answer.items().stream().map(RankedItem::id).toList();
    if (ids.size() != request.candidates().size() - 1 || new HashSet<>(ids).size() != ids.size()) {
      return Optional.of("items " + ids);
    }
    if (ids.contains("c0") || !ids.stream().allMatch(id -> id.matches("c\\d+"))) {
      return Optional.of("foreign items " + ids);
    }
    boolean byLlm = answer.rankedBy().equals("llm");
    if (byLlm == answer.degraded().stream().anyMatch(reason -> reason.startsWith("llm: "))) {
      return Optional.of(answer.rankedBy() + " degraded " + answer.degraded());
    }
    if (byLlm != (answer.usage() != null)) {
      return Optional.of("usage " + answer.usage());
    }
    for (RankedItem item : answer.items()) {
      double sum =
          item.explanation().prior()
              + item.explanation().history().stream().mapToDouble(h -> h.contribution()).sum()
              + item.explanation().demonstrations().stream()
                  .mapToDouble(d -> d.contribution())
                  .sum()
              + (item.explanation().llm() == null ? 0 : item.explanation().llm());
      if (Math.abs(sum - item.score()) > 1e-6 * Math.max(1, Math.abs(sum))) {
        return Optional.of("explanation " + sum + " of score " + item.score());
      }
    }
    return Optional.empty();
  }

  private Reply faulty(com.fasterxml.jackson.databind.JsonNode body) {
    List<String> labels = FakeOpenAiEndpoint.labels(body);
    Random random = new Random(body.toString().hashCode());
    Fault fault = Fault.values()[random.nextInt(Fault.values().length)];
    List<String> answered = new ArrayList<>(labels);
    switch (fault) {
      case INVENTED_LABELS -> answered.replaceAll(l -> l.charAt(0) + "2" + l.charAt(2));
      case REPEATED_LABELS -> answered.addAll(labels);
      case REVERSED_LABELS -> Collections.reverse(answered);
      default -> {}
    }
    long delay = fault == Fault.SLOW_FIRST_BYTE ? 400 : random.nextInt(3);
    return new Reply(fault, FakeOpenAiEndpoint.ranking(answered), delay);
  }

  @Test
  void noFaultOfTheEndpointBreaksTheContractOrTheDeadline() throws Exception {
    endpoint.answers(this::faulty);
    ConcurrentLinkedQueue<String> breaches = new ConcurrentLinkedQueue<>();
    AtomicInteger byLlm = new AtomicInteger();
    ConcurrentLinkedQueue<String> late = new ConcurrentLinkedQueue<>();
    AtomicLong latest = new AtomicLong();
    ExecutorService clients = Executors.newFixedThreadPool(8);
    for (int i = 0; i < REQUESTS; i++) {
      int number = i;
      clients.execute(
          () -> {
            RecommendationRequest request = request(number);
            Instant deadline = Instant.now().plus(DEADLINE);
            RecommendationAnswer answer =
                recommender.recommend(pool, request, Optional.of(deadline));
            long over = Duration.between(deadline, Instant.now()).toMillis();
            latest.accumulateAndGet(over, Math::max);
            if (over > TOLERANCE_MILLIS) {
              late.add("%s, %d ms late: %s".formatted(Instant.now(), over, answer.degraded()));
            }
            byLlm.addAndGet(answer.rankedBy().equals("llm") ? 1 : 0);
            breach(request, answer).ifPresent(breaches::add);
          });
    }
    clients.shutdown();
    assertTrue(clients.awaitTermination(1, TimeUnit.HOURS));
    System.out.printf(
        Locale.ROOT,
        "faults: %,d requests, %,d ranked by the model, %,d answers break the contract, %,d late by"
            + " more than 50 ms (the latest: %d ms after its deadline)%n",
        REQUESTS,
        byLlm.get(),
        breaches.size(),
        late.size(),
        latest.get());
    late.forEach(System.out::println);
    assertEquals(List.of(), breaches.stream().limit(5).toList());
    assertTrue(byLlm.get() > 0);
  }

  @Test
  void everyFaultByItselfIsAnsweredAndOnlyWhatCanBeUsedIsUsed() {
    for (Fault fault : Fault.values()) {
      endpoint.answers(
          body ->
              new Reply(
                  fault,
                  FakeOpenAiEndpoint.asShown(body).content(),
                  fault == Fault.SLOW_FIRST_BYTE ? 20_000 : 0));
      boolean slow =
          switch (fault) {
            case SLOW_FIRST_BYTE, SLOW_BODY, ENDLESS_GARBAGE -> true;
            default -> false;
          };
      Instant deadline = Instant.now().plus(slow ? DEADLINE : Duration.ofSeconds(10));
      RecommendationAnswer answer = recommender.recommend(pool, request(1), Optional.of(deadline));
      assertEquals(Optional.empty(), breach(request(1), answer));
      boolean usable =
          switch (fault) {
            case NONE, INVENTED_LABELS, REPEATED_LABELS, REVERSED_LABELS -> true;
            default -> false;
          };
      assertEquals(usable, answer.rankedBy().equals("llm"), fault + ": " + answer.degraded());
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"SLOW_FIRST_BYTE", "SLOW_BODY", "ENDLESS_GARBAGE"})
  void hundredsOfAnswersWithoutEndLeaveRoomForOneThatEnds(Fault fault) throws Exception {
    long delay = fault == Fault.SLOW_FIRST_BYTE ? 20_000 : 0;
    endpoint.answers(body -> new Reply(fault, FakeOpenAiEndpoint.asShown(body).content(), delay));
    int endless = 400;
    ExecutorService clients = Executors.newFixedThreadPool(8);
    for (int i = 0; i < endless; i++) {
      int number = i;
      clients.execute(
          () ->
              recommender.recommend(
                  pool, request(number), Optional.of(Instant.now().plus(DEADLINE.dividedBy(2)))));
    }
    clients.shutdown();
    assertTrue(clients.awaitTermination(1, TimeUnit.MINUTES));
    assertTrue(endpoint.calls() > endless / 2, endpoint.calls() + " calls");
    endpoint.answers(FakeOpenAiEndpoint::asShown);
    assertEquals("llm", recommender.recommend(pool, request(1)).rankedBy());
    Instant end = Instant.now().plusSeconds(10);
    while (endpoint.connections() > 8) {
      assertTrue(Instant.now().isBefore(end), endpoint.connections() + " connections");
      Thread.onSpinWait();
    }
  }

  @Test
  void aBrokenConnectionIsTriedAgainOnce() {
    for (Fault fault : List.of(Fault.RESET, Fault.RESET_IN_BODY)) {
      endpoint.answers(FakeOpenAiEndpoint::asShown);
      // Ten requests save up one retry.
      for (int i = 0; i < 10; i++) {
        recommender.recommend(pool, request(i));
      }
      AtomicInteger asked = new AtomicInteger();
      endpoint.answers(
          body ->
              new Reply(
                  asked.getAndIncrement() == 0 ? fault : Fault.NONE,
                  FakeOpenAiEndpoint.asShown(body).content(),
                  0));
      assertEquals(List.of(), recommender.recommend(pool, request(1)).degraded());
      assertEquals(2, endpoint.calls());
      endpoint.answers(body -> new Reply(fault, FakeOpenAiEndpoint.asShown(body).content(), 0));
      assertEquals(
          List.of("llm: the endpoint broke the connection off"),
          recommender.recommend(pool, request(1)).degraded());
      assertEquals(1, endpoint.calls());
    }
  }

  @Test
  void anEndpointThatAsksToBeLeftAloneIs() {
    endpoint.retryAfter(1);
    endpoint.answers(body -> new Reply(Fault.TOO_MANY_REQUESTS_RETRY_AFTER, "", 0));
    for (int i = 0; i < 3; i++) {
      assertEquals(
          List.of("llm: the endpoint takes no more requests"),
          recommender.recommend(pool, request(i)).degraded());
    }
    assertEquals(1, endpoint.calls());
    endpoint.retryAfter(0);
    endpoint.answers(FakeOpenAiEndpoint::asShown);
    Instant end = Instant.now().plusSeconds(10);
    while (!recommender.recommend(pool, request(1)).rankedBy().equals("llm")) {
      assertTrue(Instant.now().isBefore(end));
      Thread.onSpinWait();
    }
  }

  @Test
  void overloadDoesNotCostGoodput() throws Exception {
    int capacity = 8;
    long millis = 100;
    endpoint.capacity(capacity);
    endpoint.answers(
        body -> new Reply(Fault.NONE, FakeOpenAiEndpoint.asShown(body).content(), millis));
    AtomicInteger byLlm = new AtomicInteger();
    int seconds = Integer.getInteger("llm.seconds", 1);
    double perSecond = capacity * 1000.0 / millis;
    ExecutorService clients = Executors.newFixedThreadPool(64);
    long start = System.nanoTime();
    int offered = (int) (3 * perSecond * seconds);
    for (int i = 0; i < offered; i++) {
      int number = i;
      long at = start + (long) (i / (3 * perSecond) * 1e9);
      TimeUnit.NANOSECONDS.sleep(at - System.nanoTime());
      clients.execute(
          () -> {
            RecommendationAnswer answer = recommender.recommend(pool, request(number));
            byLlm.addAndGet(answer.rankedBy().equals("llm") ? 1 : 0);
          });
    }
    clients.shutdown();
    assertTrue(clients.awaitTermination(1, TimeUnit.HOURS));
    double elapsed = (System.nanoTime() - start) / 1e9;
    System.out.printf(
        Locale.ROOT,
        "goodput at 3 times the capacity: %.1f of %.1f requests a second, %.1f %%%n",
        byLlm.get() / elapsed,
        perSecond,
        100 * byLlm.get() / elapsed / perSecond);
    assertTrue(byLlm.get() > 0);
  }

  @Test
  void ownOverhead() {
    endpoint.answers(FakeOpenAiEndpoint::asShown);
    int rounds = Integer.getInteger("llm.overhead", 100);
    double[] millis = new double[rounds];
    for (int i = 0; i < rounds; i++) {
      long start = System.nanoTime();
      RecommendationAnswer answer = recommender.recommend(pool, request(i));
      assertEquals(List.of(), answer.degraded());
      millis[i] = (System.nanoTime() - start) / 1e6;
    }
    Arrays.sort(millis);
    System.out.printf(
        Locale.ROOT,
        "an LLM request with an endpoint that takes no time: p50 %.2f ms%n",
        millis[rounds / 2]);
    assertEquals(rounds, endpoint.served());
  }
}
