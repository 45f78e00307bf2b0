package dev.lrgd.feedback.redis;

import dev.lrgd.feedback.Outcome;
import dev.lrgd.feedback.OutcomeLog;
import dev.lrgd.feedback.OutcomePage;
import dev.lrgd.feedback.RecommendationRecord;
import dev.lrgd.pool.Fingerprint;
import dev.lrgd.pool.PoolId;
import dev.lrgd.pool.StoreRefusal;
import dev.lrgd.pool.redis.HeldVersions;
import dev.lrgd.pool.redis.RedisCalls;
import dev.lrgd.pool.redis.Script;
import dev.lrgd.pool.redis.StoredJson;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The log of outcomes in a Redis stream.
 *
 * <p>An outcome is joined to its recommendation in the step that stores it, so that a
 * recommendation may be forgotten while its outcome waits for the second stage. A stored
 * recommendation begins with the fingerprint of its user (or a dash), by which an erasure finds
 * outcomes.
 */
@RegisterForReflection(
    targets = {Outcome.class, RecommendationRecord.class},
    registerFullHierarchy = true)
public final class RedisOutcomeLog implements OutcomeLog {

  private static final Script RECORD = Script.repeatable(RedisOutcomeLog.class, "record");
  private static final Script APPEND = Script.repeatable(RedisOutcomeLog.class, "append");
  private static final Script FORGET = Script.repeatable(RedisOutcomeLog.class, "forget");
  private static final Script ERASE = Script.repeatable(RedisOutcomeLog.class, "erase-outcomes");

  private static final String NOBODY = "-";

  /** How many entries one step removes. */
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
    Optional<String> fingerprint = recommendation.user().map(RedisOutcomeLog::fingerprint);
    List<String> touched = new ArrayList<>();
    touched.add(keys.active());
    touched.add(keys.recommendation(recommendation.id()));
    fingerprint.map(keys::recommendationsOf).ifPresent(touched::add);
    Response pointer =
        calls.run(
            RECORD,
            touched,
            List.of(
                fingerprint.orElse(NOBODY) + StoredJson.write(recommendation),
                config.rememberFor().toMillis(),
                recommendation.id(),
                recommendation.answeredAt().toEpochMilli()));
    held.seen(pool, pointer);
  }

  @Override
  public Optional<OutcomePage.Answer> append(PoolId pool, Outcome outcome) {
    LogKeys keys = LogKeys.of(pool);
    Response answer =
        calls.run(
            APPEND,
            List.of(
                keys.event(outcome.eventId()),
                keys.recommendation(outcome.recommendation()),
                keys.feedback(),
                keys.answers()),
            List.of(
                StoredJson.write(outcome),
                config.knowEventsFor().toMillis(),
                config.maxOutcomes()));
    return calls.understand(
        () ->
            switch (answer.get(0).toString()) {
              case "FULL" ->
                  throw new StoreRefusal.QuotaExceeded(
                      "A pool keeps at most " + config.maxOutcomes() + " outcomes.");
              case "KNOWN" -> Optional.empty();
              default ->
                  Optional.of(new OutcomePage.Answer(outcome, record(answer.get(1).toString())));
            });
  }

  @Override
  public OutcomePage outcomes(PoolId pool, String after, int limit) {
    Response entries =
        calls.send(
            Command.XRANGE,
            LogKeys.of(pool).feedback(),
            after.isEmpty() ? "-" : "(" + after,
            "+",
            "COUNT",
            limit);
    return calls.understand(
        () -> {
          List<OutcomePage.Answer> answers = new ArrayList<>();
          String end = after;
          for (Response entry : entries) {
            end = entry.get(0).toString();
            Response fields = entry.get(1);
            answers.add(
                new OutcomePage.Answer(
                    StoredJson.read(fields.get(1).toString(), Outcome.class),
                    record(fields.get(3).toString())));
          }
          return new OutcomePage(answers, end);
        });
  }

  @Override
  public void forget(PoolId pool, String upTo) {
    LogKeys keys = LogKeys.of(pool);
    List<String> touched = List.of(keys.feedback(), keys.answers());
    int removed = upTo.isEmpty() ? 0 : STEP;
    while (removed == STEP) {
      removed = calls.run(FORGET, touched, List.of(upTo, STEP)).toInteger();
    }
  }

  @Override
  public int erase(PoolId pool, String user) {
    LogKeys keys = LogKeys.of(pool);
    String fingerprint = fingerprint(user);
    int outcomes = 0;
    Response step;
    do {
      step =
          calls.run(
              ERASE,
              List.of(keys.feedback(), keys.answers(), keys.recommendationsOf(fingerprint)),
              List.of(fingerprint, STEP, keys.recommendations()));
      outcomes += step.get(0).toInteger();
    } while (step.get(1).toInteger() > 0);
    return outcomes;
  }

  private static Optional<RecommendationRecord> record(String stored) {
    int json = stored.indexOf('{');
    return json < 0
        ? Optional.empty()
        : Optional.of(StoredJson.read(stored.substring(json), RecommendationRecord.class));
  }

  private static String fingerprint(String user) {
    return Fingerprint.of(List.of(user));
  }
}
