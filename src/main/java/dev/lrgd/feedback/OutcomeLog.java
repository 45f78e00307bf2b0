package dev.lrgd.feedback;

import dev.lrgd.pool.PoolId;
import dev.lrgd.pool.StoreRefusal;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Where recommendations and outcomes are kept. What is written is stored when the method returns,
 * or its stage completes; {@link StoreRefusal.Unavailable} says that it is not.
 */
public interface OutcomeLog {

  /** Remembers a recommendation for as long as outcomes may come in. */
  void record(PoolId pool, RecommendationRecord recommendation);

  /**
   * Stores outcomes, in this order. What fails may have stored some of them; sent again, these are
   * known.
   *
   * @return what became of each; fewer than there are where there is no room for the next one
   */
  List<Appended> append(PoolId pool, List<Outcome> outcomes);

  /**
   * {@link #append} for whoever must not wait: where a log knows no better, one of Quarkus' workers
   * does, of which there are only so many.
   */
  default CompletionStage<List<Appended>> appendAsync(PoolId pool, List<Outcome> outcomes) {
    return CompletableFuture.supplyAsync(
        () -> append(pool, outcomes), Infrastructure.getDefaultExecutor());
  }

  /**
   * Stores one outcome.
   *
   * @throws StoreRefusal.QuotaExceeded where there is no room for it
   */
  default Appended append(PoolId pool, Outcome outcome) {
    return only(append(pool, List.of(outcome)));
  }

  /** {@link #append(PoolId, Outcome)} for whoever must not wait. */
  default CompletionStage<Appended> appendAsync(PoolId pool, Outcome outcome) {
    return appendAsync(pool, List.of(outcome)).thenApply(OutcomeLog::only);
  }

  private static Appended only(List<Appended> appended) {
    return appended.stream()
        .findFirst()
        .orElseThrow(
            () ->
                new StoreRefusal.QuotaExceeded(
                    "The pool has no room for more outcomes before its next adaptation."));
  }

  /**
   * Stored outcomes, each with the recommendation that was remembered when it came in, if that
   * still is.
   *
   * @param after a place that an earlier page ended at; empty for the beginning
   * @param upTo a place that an earlier page ended at, behind {@code after}; empty for no end
   * @param limit how many at most, at least 1
   */
  OutcomePage outcomes(PoolId pool, String after, String upTo, int limit);

  /** The same without an end. */
  default OutcomePage outcomes(PoolId pool, String after, int limit) {
    return outcomes(pool, after, "", limit);
  }

  /** Whether there is no room for another outcome. */
  boolean isFull(PoolId pool);

  /** Drops outcomes that nobody needs any more; that their events were stored stays known. */
  void forget(PoolId pool, String upTo);

  /**
   * Removes a user's recommendations and the outcomes that answer them.
   *
   * @return how many outcomes were removed
   */
  int erase(PoolId pool, String user);
}
