package dev.lrgd.feedback.memory;

import dev.lrgd.feedback.Appended;
import dev.lrgd.feedback.Outcome;
import dev.lrgd.feedback.OutcomeLog;
import dev.lrgd.feedback.OutcomePage;
import dev.lrgd.feedback.RecommendationRecord;
import dev.lrgd.pool.Fingerprint;
import dev.lrgd.pool.PoolId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** Recommendations and outcomes of every pool of this process. */
public final class MemoryOutcomeLog implements OutcomeLog {

  /** Longer than any request takes. */
  private static final Duration REQUEST = Duration.ofMinutes(1);

  private final MemoryLogConfig config;
  private final Clock clock;
  private final Map<PoolId, PoolLog> logs = new ConcurrentHashMap<>();

  public MemoryOutcomeLog(MemoryLogConfig config, Clock clock) {
    this.config = config;
    this.clock = clock;
  }

  @Override
  public void record(PoolId pool, RecommendationRecord recommendation) {
    log(pool).record(recommendation);
  }

  @Override
  public List<Appended> append(PoolId pool, List<Outcome> outcomes) {
    PoolLog log = log(pool);
    List<Appended> appended = new ArrayList<>(outcomes.size());
    for (Outcome outcome : outcomes) {
      Optional<Appended> stored = log.append(outcome);
      if (stored.isEmpty()) {
        break;
      }
      appended.add(stored.get());
    }
    return appended;
  }

  @Override
  public OutcomePage outcomes(PoolId pool, String after, String upTo, int limit) {
    return log(pool).outcomes(place(after), upTo.isEmpty() ? Long.MAX_VALUE : place(upTo), limit);
  }

  @Override
  public boolean isFull(PoolId pool) {
    return log(pool).isFull();
  }

  @Override
  public void forget(PoolId pool, String upTo) {
    log(pool).forget(place(upTo));
  }

  @Override
  public int erase(PoolId pool, String user) {
    return log(pool).erase(user);
  }

  private static long place(String text) {
    return text.isEmpty() ? 0 : Long.parseLong(text);
  }

  private static String fingerprint(String user) {
    return Fingerprint.of(List.of(user));
  }

  private PoolLog log(PoolId pool) {
    return logs.computeIfAbsent(pool, p -> new PoolLog());
  }

  private final class PoolLog {

    private final Map<String, RecommendationRecord> recommendations = new LinkedHashMap<>();
    private final NavigableMap<Long, OutcomePage.Answer> outcomes = new TreeMap<>();

    /** The outcomes' checksums by the ids of their events. */
    private final Map<String, Integer> events = new LinkedHashMap<>();

    private final Map<String, Instant> tombstones = new HashMap<>();
    private long last;

    synchronized void record(RecommendationRecord recommendation) {
      if (isErasedMeanwhile(recommendation)) {
        return;
      }
      recommendations.put(recommendation.id(), recommendation);
      Iterator<String> oldest = recommendations.keySet().iterator();
      while (recommendations.size() > config.maxRecommendations()) {
        oldest.next();
        oldest.remove();
      }
    }

    /** It may have been made from a history that was erased meanwhile. */
    private boolean isErasedMeanwhile(RecommendationRecord recommendation) {
      return recommendation
          .user()
          .map(user -> tombstones.get(fingerprint(user)))
          .filter(erased -> !erased.plus(REQUEST).isBefore(recommendation.answeredAt()))
          .isPresent();
    }

    /** Nothing where there is no room. */
    synchronized Optional<Appended> append(Outcome outcome) {
      OutcomePage.Answer answer =
          new OutcomePage.Answer(
              outcome, Optional.ofNullable(recommendations.get(outcome.recommendation())));
      Integer known = events.get(outcome.eventId());
      if (known != null) {
        return Optional.of(
            known == outcome.checksum()
                ? appended(false, answer)
                : new Appended(false, false, Optional.empty()));
      }
      if (isFull()) {
        return Optional.empty();
      }
      events.put(outcome.eventId(), outcome.checksum());
      if (events.size() > config.maxEvents()) {
        events.remove(events.keySet().iterator().next());
      }
      outcomes.put(++last, answer);
      return Optional.of(appended(true, answer));
    }

    private static Appended appended(boolean isNew, OutcomePage.Answer answer) {
      return new Appended(isNew, answer.recommendation().isPresent(), answer.choice());
    }

    synchronized OutcomePage outcomes(long after, long upTo, int limit) {
      List<OutcomePage.Answer> page = new ArrayList<>();
      long end = after;
      long last = Math.max(after, upTo);
      for (Map.Entry<Long, OutcomePage.Answer> entry :
          outcomes.subMap(after, false, last, true).entrySet()) {
        if (page.size() == limit) {
          break;
        }
        page.add(entry.getValue());
        end = entry.getKey();
      }
      return new OutcomePage(page, end == 0 ? "" : Long.toString(end));
    }

    synchronized boolean isFull() {
      return outcomes.size() >= config.maxOutcomes();
    }

    synchronized void forget(long upTo) {
      outcomes.headMap(upTo, true).clear();
    }

    synchronized int erase(String user) {
      Instant now = clock.instant();
      tombstones.values().removeIf(erased -> erased.plus(REQUEST).isBefore(now));
      tombstones.put(fingerprint(user), now);
      Optional<String> erased = Optional.of(user);
      int before = outcomes.size();
      recommendations.values().removeIf(recommendation -> recommendation.user().equals(erased));
      outcomes
          .values()
          .removeIf(
              answer -> answer.recommendation().flatMap(RecommendationRecord::user).equals(erased));
      return before - outcomes.size();
    }
  }
}
