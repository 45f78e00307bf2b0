package dev.lrgd.llm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lrgd.llm.LlmAnswer.Failed;
import dev.lrgd.llm.LlmAnswer.Ranked;
import dev.lrgd.llm.ModelFault.Kind;
import dev.lrgd.llm.Spending.Amount;
import dev.lrgd.llm.redis.RedisBreakerState;
import dev.lrgd.llm.redis.RedisSpending;
import dev.lrgd.pool.MovingClock;
import dev.lrgd.pool.redis.RedisCalls;
import dev.lrgd.pool.redis.TestCalls;
import dev.lrgd.pool.redis.TestRedis;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two functions that call one endpoint and share what they know of it in a real Redis. */
class SharedStateTest {
  private static final Question QUESTION =
      new Question(List.of(), List.of("Emma"), List.of("a", "b", "c", "d"), 1);
  private static final String LEFT_ALONE =
      "the endpoint failed too often and is left alone for a while";

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final MovingClock clock = new MovingClock();
  private final AtomicInteger calls = new AtomicInteger();
  private volatile boolean broken;
  private TestRedis redis;

  @BeforeEach
  void start() {
    redis = TestRedis.start();
  }

  @AfterEach
  void stop() {
    redis.close();
  }

  private Completion scripted(Prompt prompt) {
    calls.incrementAndGet();
    if (broken) {
      throw new ModelFault(Kind.TIMEOUT, null);
    }
    String labels =
        String.join(" ", TestModels.candidates(prompt).stream().map(c -> c.getKey()).toList());
    return new Completion(labels, "scripted-1", 100, 20, List.of());
  }

  private LanguageModelRanking function(Amount daily) {
    return function(daily, PATIENCE);
  }

  private LanguageModelRanking function(Amount daily, Duration patience) {
    RedisCalls shared = TestCalls.at(redis, patience);
    return TestModels.asking(
        (prompt, time, logProbabilities) -> scripted(prompt),
        clock,
        new RedisBreakerState(shared),
        new RedisSpending(shared),
        TestModels.settings(daily, new Price(2, 10)));
  }

  private LlmAnswer ask(LanguageModelRanking function) {
    return function.rank(QUESTION, "acme", clock.instant().plusSeconds(3));
  }

  private static void assertFailed(String reason, LlmAnswer answer) {
    assertEquals(reason, assertInstanceOf(Failed.class, answer).reason());
  }

  /** How often each command was given, but for those that ask this. */
  private Map<String, Integer> commands() {
    Map<String, Integer> commands = new TreeMap<>();
    Matcher matcher =
        Pattern.compile("cmdstat_(\\w+):calls=(\\d+)")
            .matcher(redis.call("INFO", "commandstats").toString());
    while (matcher.find()) {
      commands.put(matcher.group(1), Integer.valueOf(matcher.group(2)));
    }
    List.of("info", "config", "hello", "client").forEach(commands::remove);
    return commands;
  }

  private void breakTheEndpoint(LanguageModelRanking function) {
    broken = true;
    for (int i = 0; i < 20; i++) {
      ask(function);
    }
  }

  @Test
  void whatOneFoundOutTheOtherKnows() {
    LanguageModelRanking one = function(Amount.UNLIMITED);
    LanguageModelRanking other = function(Amount.UNLIMITED);
    breakTheEndpoint(one);
    int before = calls.get();
    assertFailed(LEFT_ALONE, ask(one));
    assertFailed(LEFT_ALONE, ask(other));
    assertEquals(before, calls.get());
  }

  @Test
  void aVerdictInHandIsOneSecondOldAtMost() {
    LanguageModelRanking one = function(Amount.UNLIMITED);
    LanguageModelRanking other = function(Amount.UNLIMITED);
    assertInstanceOf(Ranked.class, ask(other));
    breakTheEndpoint(one);
    broken = false;
    assertInstanceOf(Ranked.class, ask(other));
    clock.pass(Duration.ofSeconds(1));
    assertFailed(LEFT_ALONE, ask(other));
  }

  @Test
  void oneOfAllTriesWhetherItIsWellAgain() {
    LanguageModelRanking one = function(Amount.UNLIMITED);
    LanguageModelRanking other = function(Amount.UNLIMITED);
    breakTheEndpoint(one);
    clock.pass(Duration.ofSeconds(10));
    int before = calls.get();
    assertFailed(Kind.TIMEOUT.sentence(), ask(other));
    assertFailed(LEFT_ALONE, ask(one));
    assertEquals(before + 1, calls.get());
    broken = false;
    clock.pass(Duration.ofSeconds(10));
    assertInstanceOf(Ranked.class, ask(one));
    clock.pass(Duration.ofSeconds(1));
    assertInstanceOf(Ranked.class, ask(other));
  }

  @Test
  void whoLearnsThatAnotherOnesTrialWentWellCountsAnew() {
    LanguageModelRanking one = function(Amount.UNLIMITED);
    LanguageModelRanking other = function(Amount.UNLIMITED);
    assertInstanceOf(Ranked.class, ask(other));
    breakTheEndpoint(one);
    breakTheEndpoint(other);
    broken = false;
    clock.pass(Duration.ofSeconds(10));
    assertInstanceOf(Ranked.class, ask(one));
    clock.pass(Duration.ofSeconds(1));
    assertInstanceOf(Ranked.class, ask(other));

    broken = true;
    assertFailed(Kind.TIMEOUT.sentence(), ask(other));
    broken = false;
    assertInstanceOf(Ranked.class, ask(other));
  }

  @Test
  void whileOneTriesNobodyElseDoes() {
    LanguageModelRanking one = function(Amount.UNLIMITED);
    breakTheEndpoint(one);
    clock.pass(Duration.ofSeconds(10));
    RedisBreakerState state = new RedisBreakerState(TestCalls.at(redis, PATIENCE));
    assertTrue(state.claimTrial(Duration.ofSeconds(10)));
    assertFailed(LEFT_ALONE, ask(one));
  }

  @Test
  void onTheHealthyPathNothingIsWrittenAndOnceASecondSomethingRead() {
    LanguageModelRanking function = function(Amount.UNLIMITED);
    ask(function);
    redis.call("CONFIG", "RESETSTAT");
    for (int i = 0; i < 100; i++) {
      assertInstanceOf(Ranked.class, ask(function));
    }
    assertEquals(Map.of(), commands());
    clock.pass(Duration.ofSeconds(1));
    for (int i = 0; i < 100; i++) {
      ask(function);
    }
    assertEquals(Map.of("get", 1), commands());
    assertEquals(List.of(), redis.call("KEYS", "*"));
  }

  @Test
  void aLimitIsKeptByAllTogetherAndByTenantAndDay() {
    // A call reserves what it may cost and is charged 120 tokens.
    Prompt prompt = TestModels.writer().write(QUESTION);
    long reserve = prompt.inputTokens() + prompt.maxOutputTokens();
    Amount daily = new Amount(3 * 120 + reserve, Long.MAX_VALUE);
    LanguageModelRanking one = function(daily);
    LanguageModelRanking other = function(daily);
    assertInstanceOf(Ranked.class, ask(one));
    assertInstanceOf(Ranked.class, ask(other));
    assertInstanceOf(Ranked.class, ask(one));
    assertInstanceOf(Ranked.class, ask(other));
    assertFailed(Spending.SPENT, ask(one));
    assertFailed(Spending.SPENT, ask(other));
    assertInstanceOf(Ranked.class, one.rank(QUESTION, "globex", clock.instant().plusSeconds(3)));
    LocalDate day = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    String spent = "lrgd:{acme}:llm:" + day;
    assertEquals(List.of("480", "1600"), redis.call("HMGET", spent, "tokens", "micros"));
    assertTrue((Long) redis.call("PTTL", spent) > Duration.ofDays(1).toMillis());
    clock.pass(Duration.ofDays(1));
    assertInstanceOf(Ranked.class, ask(other));
  }

  @Test
  void whoeverAsksAtOnceNeverReservesMoreThanTheLimit() throws InterruptedException {
    RedisSpending one = new RedisSpending(TestCalls.at(redis, PATIENCE));
    RedisSpending other = new RedisSpending(TestCalls.at(redis, PATIENCE));
    AtomicInteger granted = new AtomicInteger();
    ExecutorService clients = Executors.newFixedThreadPool(8);
    for (int i = 0; i < 400; i++) {
      RedisSpending spending = i % 2 == 0 ? one : other;
      clients.execute(
          () -> {
            boolean refused =
                spending
                    .reserve("acme", LocalDate.EPOCH, new Amount(7, 3), new Amount(700, 3_000))
                    .isPresent();
            granted.addAndGet(refused ? 0 : 1);
          });
    }
    clients.shutdown();
    assertTrue(clients.awaitTermination(1, TimeUnit.MINUTES));
    assertEquals(100, granted.get());
  }

  @Test
  void withoutRedisTheModelAnswersWhereNothingIsLimitedAndNotWhereSomethingIs() {
    LanguageModelRanking unlimited = function(Amount.UNLIMITED);
    LanguageModelRanking limited = function(new Amount(100_000, 100_000));
    assertInstanceOf(Ranked.class, ask(limited));
    redis.close();
    assertInstanceOf(Ranked.class, ask(unlimited));
    assertFailed("what was spent cannot be checked", ask(limited));
    breakTheEndpoint(unlimited);
    assertFailed(LEFT_ALONE, ask(unlimited));
  }

  @Test
  void aRedisThatHangsIsWaitedForNoLongerThanItsTimeout() {
    Duration impatience = Duration.ofMillis(500);
    LanguageModelRanking unlimited = function(Amount.UNLIMITED, impatience);
    LanguageModelRanking limited = function(new Amount(100_000, 100_000), impatience);
    ask(unlimited);
    ask(limited);
    redis.call("CLIENT", "PAUSE", "5000");
    long start = System.nanoTime();
    assertFailed("what was spent cannot be checked", ask(limited));
    clock.pass(Duration.ofSeconds(1));
    assertInstanceOf(Ranked.class, ask(unlimited));
    assertTrue(System.nanoTime() - start < TimeUnit.SECONDS.toNanos(4));
  }
}
