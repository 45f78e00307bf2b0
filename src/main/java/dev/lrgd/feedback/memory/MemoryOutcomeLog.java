package dev.lrgd.feedback.memory;

import dev.lrgd.feedback.Outcome;
import dev.lrgd.feedback.OutcomeLog;
import dev.lrgd.feedback.RecommendationRecord;
import dev.lrgd.pool.PoolId;
import dev.lrgd.pool.StoreRefusal;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Recommendations and outcomes of every pool of this process. */
@Singleton
public final class MemoryOutcomeLog implements OutcomeLog {

  private final MemoryLogConfig config;
  private final Map<PoolId, PoolLog> logs = new ConcurrentHashMap<>();

  @Inject
  public MemoryOutcomeLog(MemoryLogConfig config) {
    this.config = config;
  }

  @Override
  public void record(PoolId pool, RecommendationRecord recommendation) {
    log(pool).record(recommendation);
  }

  @Override
  public Optional<RecommendationRecord> recommendation(PoolId pool, String id) {
    return log(pool).recommendation(id);
  }

  @Override
  public boolean append(PoolId pool, Outcome outcome) {
    return log(pool).append(outcome);
  }

  @Override
  public List<Outcome> outcomes(PoolId pool) {
    return log(pool).outcomes();
  }

  @Override
  public int erase(PoolId pool, String user) {
    return log(pool).erase(user);
  }

  private PoolLog log(PoolId pool) {
    return logs.computeIfAbsent(pool, p -> new PoolLog());
  }

  private final class PoolLog {

    /** The user is kept beside the outcome: its recommendation may be forgotten before it is. */
    private record Entry(Outcome outcome, Optional<String> user) {}

    private final Map<String, RecommendationRecord> recommendations = new LinkedHashMap<>();
    private final Map<String, Entry> outcomes = new LinkedHashMap<>();

    synchronized void record(RecommendationRecord recommendation) {
      recommendations.put(recommendation.id(), recommendation);
      Iterator<String> oldest = recommendations.keySet().iterator();
      while (recommendations.size() > config.maxRecommendations()) {
        oldest.next();
        oldest.remove();
      }
    }

    synchronized Optional<RecommendationRecord> recommendation(String id) {
      return Optional.ofNullable(recommendations.get(id));
    }

    synchronized boolean append(Outcome outcome) {
      if (outcomes.containsKey(outcome.eventId())) {
        return false;
      }
      if (outcomes.size() >= config.maxOutcomes()) {
        throw new StoreRefusal.QuotaExceeded(
            "A pool keeps at most " + config.maxOutcomes() + " outcomes.");
      }
      Optional<String> user =
          recommendation(outcome.recommendation()).flatMap(RecommendationRecord::user);
      outcomes.put(outcome.eventId(), new Entry(outcome, user));
      return true;
    }

    synchronized List<Outcome> outcomes() {
      return outcomes.values().stream().map(Entry::outcome).toList();
    }

    synchronized int erase(String user) {
      Optional<String> erased = Optional.of(user);
      int before = outcomes.size();
      recommendations.values().removeIf(recommendation -> recommendation.user().equals(erased));
      outcomes.values().removeIf(entry -> entry.user().equals(erased));
      return before - outcomes.size();
    }
  }
}
