package dev.lrgd.feedback.memory;

import dev.lrgd.feedback.Appended;
import dev.lrgd.feedback.Outcome;
import dev.lrgd.feedback.OutcomeLog;
import dev.lrgd.feedback.OutcomePage;
import dev.lrgd.feedback.RecommendationRecord;
import dev.lrgd.pool.PoolId;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** Recommendations and outcomes of every pool of this process. */
public final class MemoryOutcomeLog implements OutcomeLog {

  private final MemoryLogConfig config;
  private final Map<PoolId, PoolLog> logs = new ConcurrentHashMap<>();

  public MemoryOutcomeLog(MemoryLogConfig config) {
    this.config = config;
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
  public OutcomePage outcomes(PoolId pool, String after, int limit) {
    return log(pool).outcomes(place(after), limit);
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

  private PoolLog log(PoolId pool) {
    return logs.computeIfAbsent(pool, p -> new PoolLog());
  }

  private final class PoolLog {

    private final Map<String, RecommendationRecord> recommendations = new LinkedHashMap<>();
    private final NavigableMap<Long, OutcomePage.Answer> outcomes = new TreeMap<>();
    private final Set<String> events = new LinkedHashSet<>();
    private long last;

    synchronized void record(RecommendationRecord recommendation) {
      recommendations.put(recommendation.id(), recommendation);
      Iterator<String> oldest = recommendations.keySet().iterator();
      while (recommendations.size() > config.maxRecommendations()) {
        oldest.next();
        oldest.remove();
      }
    }

    /** Nothing where there is no room. */
    synchronized Optional<Appended> append(Outcome outcome) {
      OutcomePage.Answer answer =
          new OutcomePage.Answer(
              outcome, Optional.ofNullable(recommendations.get(outcome.recommendation())));
      if (events.contains(outcome.eventId())) {
        return Optional.of(appended(false, answer));
      }
      if (outcomes.size() >= config.maxOutcomes()) {
        return Optional.empty();
      }
      events.add(outcome.eventId());
      if (events.size() > config.maxEvents()) {
        events.remove(events.iterator().next());
      }
      outcomes.put(++last, answer);
      return Optional.of(appended(true, answer));
    }

    private static Appended appended(boolean isNew, OutcomePage.Answer answer) {
      return new Appended(isNew, answer.recommendation().isPresent(), answer.choice());
    }

    synchronized OutcomePage outcomes(long after, int limit) {
      List<OutcomePage.Answer> page = new ArrayList<>();
      long end = after;
      for (Map.Entry<Long, OutcomePage.Answer> entry : outcomes.tailMap(after, false).entrySet()) {
        if (page.size() == limit) {
          break;
        }
        page.add(entry.getValue());
        end = entry.getKey();
      }
      return new OutcomePage(page, end == 0 ? "" : Long.toString(end));
    }

    synchronized void forget(long upTo) {
      outcomes.headMap(upTo, true).clear();
    }

    synchronized int erase(String user) {
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
