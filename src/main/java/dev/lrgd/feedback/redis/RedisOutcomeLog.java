package dev.lrgd.feedback.redis;

import dev.lrgd.feedback.Appended;
import dev.lrgd.feedback.Outcome;
import dev.lrgd.feedback.OutcomeLog;
import dev.lrgd.feedback.OutcomePage;
import dev.lrgd.feedback.RecommendationRecord;
import dev.lrgd.pool.PoolId;
import dev.lrgd.pool.redis.HeldVersions;
import dev.lrgd.pool.redis.RedisCalls;
import dev.lrgd.pool.redis.Script;
import dev.lrgd.pool.redis.StoredJson;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The log of outcomes in a Redis stream.
 *
 * <p>Whether an outcome answers a recommendation is decided in the step that stores it, and whose;
 * the record itself is looked up when the outcome is read. An erasure looks through the whole
 * stream: outcomes are many and erasures few, and an index of whose outcome stands where would be
 * written with each one.
 */
@RegisterForReflection(
    targets = {Outcome.class, RecommendationRecord.class},
    registerFullHierarchy = true)
public final class RedisOutcomeLog implements OutcomeLog {

  private static final Script RECORD = Script.repeatable(RedisOutcomeLog.class, "record");
  private static final Script APPEND = Script.repeatable(RedisOutcomeLog.class, "append");
  private static final Script ERASE_RECOMMENDATIONS =
      Script.repeatable(RedisOutcomeLog.class, "erase-recommendations");
  private static final Script ERASE_OUTCOMES =
      Script.repeatable(RedisOutcomeLog.class, "erase-outcomes");

  private static final char NEW = 'n';
  private static final char ANOTHER = 'o';

  /** How many entries one step of the server is about: others wait for it. */
  private static final int STEP = 1000;

  private final RedisCalls calls;
  private final HeldVersions held;
  private final RedisLogConfig config;

  public RedisOutcomeLog(RedisCalls calls, HeldVersions held, RedisLogConfig config) {
    this.calls = calls;
    this.held = held;
    this.config = config;
  }

  @Override
  public void record(PoolId pool, RecommendationRecord recommendation) {
    LogKeys keys = LogKeys.of(pool);
    List<String> touched = new ArrayList<>();
    touched.add(keys.active());
    touched.add(keys.recommendation(recommendation.id()));
    Optional<String> fingerprint = recommendation.user().map(StoredRecommendation::fingerprint);
    fingerprint.ifPresent(of -> touched.addAll(List.of(keys.recommendationsOf(of), keys.erased())));
    Response pointer =
        calls.run(
            RECORD,
            touched,
            List.of(
                StoredRecommendation.write(recommendation),
                config.rememberFor().toMillis(),
                recommendation.id(),
                recommendation.answeredAt().toEpochMilli(),
                fingerprint.orElse("")));
    held.seen(pool, pointer);
  }

  @Override
  public List<Appended> append(PoolId pool, List<Outcome> outcomes) {
    return calls.await(appendAsync(pool, outcomes));
  }

  @Override
  public CompletionStage<List<Appended>> appendAsync(PoolId pool, List<Outcome> outcomes) {
    return outcomes.isEmpty()
        ? CompletableFuture.completedStage(List.of())
        : appendFrom(0, LogKeys.of(pool), outcomes);
  }

  /** Step by step, up to the one that there was no room for. */
  private CompletionStage<List<Appended>> appendFrom(
      int from, LogKeys keys, List<Outcome> outcomes) {
    int to = Math.min(outcomes.size(), from + STEP);
    CompletionStage<List<Appended>> step = appendStep(keys, outcomes.subList(from, to));
    return to == outcomes.size()
        ? step
        : step.thenCompose(
            appended ->
                appended.size() < to - from
                    ? CompletableFuture.completedStage(appended)
                    : appendFrom(to, keys, outcomes).thenApply(more -> joined(appended, more)));
  }

  private static List<Appended> joined(List<Appended> some, List<Appended> more) {
    List<Appended> all = new ArrayList<>(some);
    all.addAll(more);
    return all;
  }

  private CompletionStage<List<Appended>> appendStep(LogKeys keys, List<Outcome> outcomes) {
    long period = period(outcomes.get(0).receivedAt().toEpochMilli());
    // Who reports many reports some about each recommendation.
    Map<String, Integer> recommendations = new LinkedHashMap<>();
    List<Object> arguments = new ArrayList<>(2 + 3 * outcomes.size());
    arguments.add(config.maxOutcomes());
    arguments.add(3 * config.knowEventsFor().toMillis());
    for (Outcome outcome : outcomes) {
      arguments.add(
          recommendations.computeIfAbsent(
              outcome.recommendation(), id -> recommendations.size() + 1));
      arguments.add(outcome.eventId());
      arguments.add(StoredJson.bytes(outcome));
    }
    List<String> touched = new ArrayList<>(3 + recommendations.size());
    touched.addAll(List.of(keys.feedback(), keys.events(period), keys.events(period - 1)));
    recommendations.keySet().forEach(id -> touched.add(keys.recommendation(id)));
    return calls
        .runAsync(APPEND, touched, arguments)
        .thenApply(answer -> calls.understand(() -> appended(outcomes, recommendations, answer)));
  }

  /**
   * @param answer the lines of the recommendations in their order, and what became of each outcome
   */
  private static List<Appended> appended(
      List<Outcome> outcomes, Map<String, Integer> recommendations, Response answer) {
    List<StoredRecommendation.Line> lines = new ArrayList<>(recommendations.size());
    for (int i = 0; i < recommendations.size(); i++) {
      lines.add(StoredRecommendation.Line.of(answer.get(i).toString()));
    }
    String letters = answer.get(recommendations.size()).toString();
    List<Appended> appended = new ArrayList<>(letters.length());
    for (int i = 0; i < letters.length(); i++) {
      Outcome outcome = outcomes.get(i);
      appended.add(
          appended(
              outcome,
              letters.charAt(i),
              lines.get(recommendations.get(outcome.recommendation()) - 1)));
    }
    return appended;
  }

  private static Appended appended(
      Outcome outcome, char letter, StoredRecommendation.Line recommendation) {
    return letter == ANOTHER
        ? new Appended(false, false, Optional.empty())
        : new Appended(
            letter == NEW, recommendation.isRemembered(), recommendation.choice(outcome));
  }

  @Override
  public OutcomePage outcomes(PoolId pool, String after, String upTo, int limit) {
    Response entries =
        calls.send(
            Command.XRANGE,
            LogKeys.of(pool).feedback(),
            after.isEmpty() ? "-" : "(" + after,
            upTo.isEmpty() ? "+" : upTo,
            "COUNT",
            limit);
    List<Entry> page = calls.understand(() -> entries.stream().map(Entry::of).toList());
    Map<String, RecommendationRecord> remembered = remembered(LogKeys.of(pool), page);
    return calls.understand(
        () ->
            new OutcomePage(
                page.stream().map(entry -> entry.joinedTo(remembered)).toList(),
                page.isEmpty() ? after : page.get(page.size() - 1).place));
  }

  /**
   * @param recommendation the line of what it answers, or nothing; in an earlier form the record
   */
  private record Entry(String place, Outcome outcome, String recommendation) {

    static Entry of(Response entry) {
      Response fields = entry.get(1);
      return new Entry(
          entry.get(0).toString(),
          StoredJson.read(fields.get(1).toString(), Outcome.class),
          fields.get(3).toString());
    }

    OutcomePage.Answer joinedTo(Map<String, RecommendationRecord> remembered) {
      return new OutcomePage.Answer(
          outcome,
          StoredRecommendation.isLine(recommendation)
              ? Optional.ofNullable(remembered.get(outcome.recommendation()))
              : StoredRecommendation.read(recommendation));
    }
  }

  /** By id: those that outcomes were joined to when they came in and that are still there. */
  private Map<String, RecommendationRecord> remembered(LogKeys keys, List<Entry> page) {
    List<String> ids =
        page.stream()
            .filter(entry -> StoredRecommendation.isLine(entry.recommendation))
            .map(entry -> entry.outcome.recommendation())
            .distinct()
            .toList();
    if (ids.isEmpty()) {
      return Map.of();
    }
    Response records =
        calls.sendLarge(Command.MGET, ids.stream().map(keys::recommendation).toArray());
    return calls.understand(
        () -> {
          Map<String, RecommendationRecord> remembered = new HashMap<>();
          for (Response record : records) {
            if (record != null) {
              StoredRecommendation.read(record.toString())
                  .ifPresent(one -> remembered.put(one.id(), one));
            }
          }
          return remembered;
        });
  }

  @Override
  public boolean isFull(PoolId pool) {
    Response length = calls.send(Command.XLEN, LogKeys.of(pool).feedback());
    return calls.understand(() -> length.toLong() >= config.maxOutcomes());
  }

  @Override
  public void forget(PoolId pool, String upTo) {
    if (!upTo.isEmpty()) {
      LogKeys keys = LogKeys.of(pool);
      calls.send(Command.XTRIM, keys.feedback(), "MINID", "=", placeAfter(upTo));
      // Nobody asks for these any more. Left to expire, a large set would hold up the server.
      calls.send(Command.UNLINK, keys.events(period(millisOf(upTo)) - 2));
    }
  }

  @Override
  public int erase(PoolId pool, String user) {
    LogKeys keys = LogKeys.of(pool);
    String fingerprint = StoredRecommendation.fingerprint(user);
    eraseRecommendations(keys, fingerprint);
    // Now no outcome that comes in is joined to the user any more.
    return eraseOutcomes(keys, fingerprint);
  }

  private void eraseRecommendations(LogKeys keys, String fingerprint) {
    int removed = STEP;
    while (removed == STEP) {
      removed =
          calls
              .run(
                  ERASE_RECOMMENDATIONS,
                  List.of(keys.recommendationsOf(fingerprint)),
                  List.of(STEP, keys.recommendations()))
              .toInteger();
    }
  }

  private int eraseOutcomes(LogKeys keys, String fingerprint) {
    int outcomes = 0;
    String begin = "-";
    while (!begin.isEmpty()) {
      Response step =
          calls.run(ERASE_OUTCOMES, List.of(keys.feedback()), List.of(fingerprint, begin, STEP));
      outcomes += step.get(0).toInteger();
      String end = step.get(1).toString();
      begin = end.isEmpty() ? "" : "(" + end;
    }
    return outcomes;
  }

  /** Events are remembered by the period they came in, and known throughout the next one. */
  private long period(long millis) {
    return Math.floorDiv(millis, Math.max(1, config.knowEventsFor().toMillis()));
  }

  private static long millisOf(String place) {
    return Long.parseLong(place.substring(0, place.indexOf('-')));
  }

  /** The first place behind one, milliseconds and a number among these. */
  private static String placeAfter(String place) {
    int dash = place.indexOf('-');
    return place.substring(0, dash + 1) + (Long.parseLong(place.substring(dash + 1)) + 1);
  }
}
