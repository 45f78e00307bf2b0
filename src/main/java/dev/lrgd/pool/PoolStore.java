package dev.lrgd.pool;

import dev.lrgd.space.Interaction;
import dev.lrgd.space.Item;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Where pools live. A reader sees one version or another, never a mixture; what is written is
 * stored when the method returns, or its stage completes, and written whole or not at all.
 *
 * <p>Every method that names a pool throws {@link StoreRefusal.UnknownPool} when there is none,
 * except the two that make it begin to exist, {@link #stageItems} and {@link #stageInteractions};
 * and {@link StoreRefusal.Unavailable} when the store cannot be reached.
 */
public interface PoolStore {

  /** Every tenant's pools, by tenant and name: for what runs on nobody's behalf. */
  List<PoolId> pools();

  /** The tenant's pools, by name. */
  List<PoolStatus> pools(String tenant);

  PoolStatus status(PoolId pool);

  /** Throws when there is no such pool. Pools do not end: who has seen one need not look again. */
  void require(PoolId pool);

  /**
   * {@link #require} for whoever must not wait: where a store knows no better, one of Quarkus'
   * workers does, of which there are only so many.
   */
  default CompletionStage<Void> requireAsync(PoolId pool) {
    return CompletableFuture.runAsync(() -> require(pool), Infrastructure.getDefaultExecutor());
  }

  /**
   * Upserts items by id. A request finds them at once; they get vectors of their own with the next
   * adaptation.
   *
   * @throws StoreRefusal.Conflict when a vector is not as long as the pool's other vectors; nothing
   *     is stored
   * @throws StoreRefusal.QuotaExceeded when the pool would outgrow its bounds; nothing is stored
   */
  void stageItems(PoolId pool, List<Item> items);

  /**
   * Upserts interactions by user, item and time.
   *
   * @throws StoreRefusal.QuotaExceeded when the pool would outgrow its bounds; nothing is stored
   */
  void stageInteractions(PoolId pool, List<Interaction> interactions);

  /**
   * How many choices are best staged at once: a store may serve nobody else meanwhile, and looks
   * through their users' histories.
   */
  int CHOICES_AT_ONCE = 100;

  /**
   * Upserts what users chose from recommendations, each at the time of its recommendation in
   * seconds, put on the scale that the user's other interactions have: a choice is the newest of
   * them where these are older, whether callers count seconds, milliseconds or only what comes
   * first. Those of users who were erased since are left out: an outcome that was read before an
   * erasure may arrive here after it.
   *
   * @throws StoreRefusal.QuotaExceeded when the pool would outgrow its bounds; nothing is stored
   */
  void stageChoices(PoolId pool, List<Interaction> choices);

  /** {@link #stageChoices} for whoever must not wait. */
  default CompletionStage<Void> stageChoicesAsync(PoolId pool, List<Interaction> choices) {
    return CompletableFuture.runAsync(
        () -> stageChoices(pool, choices), Infrastructure.getDefaultExecutor());
  }

  /**
   * The active version, with what a request needs beside it.
   *
   * @param items ids that the request names
   * @param user whose history it needs
   */
  PoolView view(PoolId pool, Collection<String> items, Optional<String> user);

  /** The active version. */
  default PoolVersion version(PoolId pool) {
    return view(pool, List.of(), Optional.empty()).version();
  }

  /** The kept versions, newest first. */
  List<VersionSummary> versions(PoolId pool);

  /**
   * Goes back or forward to a kept version.
   *
   * @param expected the version the caller believes to be active, when that matters to him
   * @throws StoreRefusal.UnknownVersion when that version was never there or is not kept any more
   * @throws StoreRefusal.Conflict when another version than the expected one is active
   */
  VersionSummary activate(PoolId pool, int number, Optional<Integer> expected);

  /**
   * Starts an adaptation, at most one per pool and scheduled time, and one at a time per pool. A
   * time whose report is not kept any more is over, and so are those before it; the oldest kept
   * report answers for them.
   *
   * @param maxInteractions of how many interactions, the newest, it is given at most
   * @throws StoreRefusal.Conflict while another adaptation of the pool is running
   */
  AdaptationTurn beginAdaptation(PoolId pool, Optional<Instant> scheduledTime, int maxInteractions);

  /**
   * Stores the version, makes it the active one, keeps the report and ends the turn: all of it or
   * nothing. What the turn's contents held is staged no longer.
   *
   * @throws StoreRefusal.Conflict when the turn was lost, or when another version was activated
   *     since it began
   */
  void publish(AdaptationTurn.Granted turn, PoolVersion version, AdaptationReport report);

  /**
   * Keeps the report of a turn that publishes nothing and ends it: the scheduled time is served,
   * and what the turn's contents held stays staged.
   *
   * @throws StoreRefusal.Conflict when the turn was lost
   */
  void conclude(AdaptationTurn.Granted turn, AdaptationReport report);

  /**
   * Goes back to a kept version, keeps the report and ends the turn: all of it or nothing.
   *
   * @throws StoreRefusal.Conflict when the turn was lost, or when another version was activated
   *     since it began
   */
  void goBack(AdaptationTurn.Granted turn, int number, AdaptationReport report);

  /** Ends a turn that leaves no trace; without effect on one that is over. */
  void release(AdaptationTurn.Granted turn);

  /** Past reports, newest first. */
  List<AdaptationReport> adaptations(PoolId pool);

  /** Removes what is stored about a user from the pool and from every kept version. */
  ErasureReceipt erase(PoolId pool, String user);

  /** Keeps a receipt under a name of the caller's. */
  void keep(PoolId pool, String name, ErasureReceipt receipt);

  /** A receipt that is still kept. */
  Optional<ErasureReceipt> receipt(PoolId pool, String name);
}
