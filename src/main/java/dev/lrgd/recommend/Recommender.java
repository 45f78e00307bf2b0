package dev.lrgd.recommend;

import dev.lrgd.feedback.OutcomeLog;
import dev.lrgd.feedback.RecommendationRecord;
import dev.lrgd.pool.Demonstration;
import dev.lrgd.pool.PoolId;
import dev.lrgd.pool.PoolStore;
import dev.lrgd.pool.PoolVersion;
import dev.lrgd.pool.PoolView;
import dev.lrgd.pool.StoreRefusal;
import dev.lrgd.space.Interaction;
import dev.lrgd.space.PlacedItem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.Valid;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Answers one request: place it, select demonstrations, rank, explain, remember. */
@ApplicationScoped
public class Recommender {
  private final PoolStore store;
  private final OutcomeLog log;
  private final PreparedPools pools;
  private final LlmRanker llm;
  private final RecommendationIds ids;
  private final Clock clock;

  Recommender(
      PoolStore store,
      OutcomeLog log,
      PreparedPools pools,
      LlmRanker llm,
      RecommendationIds ids,
      Clock clock) {
    this.store = store;
    this.log = log;
    this.pools = pools;
    this.llm = llm;
    this.ids = ids;
    this.clock = clock;
  }

  /** The same, with no deadline of its own. */
  public RecommendationAnswer recommend(PoolId pool, @Valid RecommendationRequest request) {
    return recommend(pool, request, Optional.empty());
  }

  /**
   * @param deadline by which the answer must be ready, if there is one
   * @throws ImpossibleRequest when nothing is left to recommend
   * @throws StoreRefusal.UnknownPool when there is no such pool
   */
  public RecommendationAnswer recommend(
      PoolId pool, @Valid RecommendationRequest request, Optional<Instant> deadline) {
    PoolView view = store.view(pool, idsIn(request), userToLookUp(request));
    List<ItemReference> history = history(request, view);
    PreparedPool prepared = pools.of(view.version());
    Placement placement = new Placement(view);
    Situation situation =
        Situation.of(
            prepared.space(),
            request.user(),
            placement.place(history),
            Situation.NOW,
            seed(request.user(), history));
    Asked asked = new Asked(pool, view.version(), prepared, placement, situation, request);
    Served served =
        llm.isWanted(request, !history.isEmpty())
            ? byLlm(asked, deadline)
            : byDualModel(asked, llm.whyNot(request.ranker()));
    Selection selection = served.selection;
    Ranked ranked = served.ranked;
    Ranking ranking = Ranking.of(served.candidates, ranked.scores(), request.limit());

    String id = ids.next();
    List<String> degraded = new ArrayList<>(view.degraded());
    degraded.addAll(ranked.degraded());
    if (!remember(pool, record(id, view, request, history, ranking, selection, ranked))) {
      degraded.add(
          "store: the recommendation is not remembered, feedback on it will answer nothing");
    }
    return new RecommendationAnswer(
        id,
        pool.name(),
        view.version().number(),
        ranked.rankedBy(),
        AnswerParts.items(ranking, situation, selection, ranked, request.explain()),
        AnswerParts.selection(selection, prepared.space()),
        degraded,
        ranked.usage());
  }

  /** A request where it is to be answered. */
  private record Asked(
      PoolId pool,
      PoolVersion version,
      PreparedPool prepared,
      Placement placement,
      Situation situation,
      RecommendationRequest request) {

    /** What the caller gave, or the catalogue's best after a selection's steps. */
    List<PlacedItem> candidates(Selection selection, int wanted) {
      return request.candidates() == null
          ? fromCatalogue(prepared, situation, selection, request, wanted)
          : given(placement, request);
    }
  }

  private record Served(List<PlacedItem> candidates, Selection selection, Ranked ranked) {}

  /** By the language model, or in every respect by the dual model where that does not answer. */
  private Served byLlm(Asked asked, Optional<Instant> deadline) {
    List<PlacedItem> candidates =
        asked.candidates(Selection.none(), llm.wanted(asked.request.limit()));
    LlmRanker.Shortlist shortlist = llm.shortlist(asked.situation, candidates);
    Selection selection =
        llm.select(asked.prepared, asked.situation, shortlist, asked.request.demonstrations());
    Ranked ranked =
        llm.rank(asked.pool, asked.version, asked.situation, selection, shortlist, deadline);
    return ranked.byModel()
        ? new Served(candidates, selection, ranked)
        : byDualModel(asked, ranked.degraded());
  }

  private static Served byDualModel(Asked asked, List<String> degraded) {
    Selection selection =
        asked.prepared.firstStage().select(asked.situation, asked.request.demonstrations());
    List<PlacedItem> candidates = asked.candidates(selection, asked.request.limit());
    Ranker ranker =
        asked.situation.history().isEmpty() ? new PopularityRanker() : new DualModelRanker();
    double[] scores = ranker.scores(asked.situation, selection, candidates);
    return new Served(candidates, selection, Ranked.by(ranker, scores, degraded));
  }

  /** Every id whose staged item the request could need. */
  private static Set<String> idsIn(RecommendationRequest request) {
    Set<String> ids = new HashSet<>();
    Stream.of(request.history(), request.candidates())
        .filter(Objects::nonNull)
        .flatMap(List::stream)
        .filter(reference -> reference.id() != null)
        .forEach(reference -> ids.add(reference.id()));
    return ids;
  }

  /** A caller who sends the history knows it better. */
  private static Optional<String> userToLookUp(RecommendationRequest request) {
    return request.history() == null ? Optional.ofNullable(request.user()) : Optional.empty();
  }

  private static List<ItemReference> history(RecommendationRequest request, PoolView view) {
    if (request.history() != null) {
      return request.history();
    }
    List<Interaction> known = view.history();
    int from = Math.max(0, known.size() - RecommendationRequest.MAX_HISTORY);
    return known.subList(from, known.size()).stream()
        .map(Interaction::item)
        .map(ItemReference::of)
        .toList();
  }

  private static List<PlacedItem> fromCatalogue(
      PreparedPool prepared,
      Situation situation,
      Selection selection,
      RecommendationRequest request,
      int wanted) {
    ImpossibleRequest.refuseNoVersion(prepared.space());
    Set<Integer> excluded = new HashSet<>();
    request.exclude().forEach(id -> excluded.add(prepared.space().indexOf(id)));
    List<PlacedItem> best =
        prepared
            .candidates()
            .best(
                DualModelRanker.output(situation, selection),
                wanted,
                item -> !excluded.contains(item));
    return refuseNone(best, "exclude", "every item of the catalogue is excluded");
  }

  private static List<PlacedItem> given(Placement placement, RecommendationRequest request) {
    Set<String> seen = new HashSet<>(request.exclude());
    List<PlacedItem> candidates = new ArrayList<>();
    Set<String> titles = new HashSet<>();
    for (ItemReference reference : request.candidates()) {
      boolean isNew =
          reference.id() != null ? seen.add(reference.id()) : titles.add(reference.title());
      if (isNew) {
        candidates.add(placement.place(reference));
      }
    }
    return refuseNone(candidates, "candidates", "there is no candidate that is not excluded");
  }

  private static List<PlacedItem> refuseNone(
      List<PlacedItem> candidates, String field, String reason) {
    if (candidates.isEmpty()) {
      throw new ImpossibleRequest(field, reason);
    }
    return candidates;
  }

  /** The same user with the same history draws the same lots. */
  private static long seed(String user, List<ItemReference> history) {
    long seed = user == null ? 0 : user.hashCode();
    for (ItemReference reference : history) {
      seed = 31 * seed + reference.key().hashCode();
    }
    return seed;
  }

  private RecommendationRecord record(
      String id,
      PoolView view,
      RecommendationRequest request,
      List<ItemReference> history,
      Ranking ranking,
      Selection selection,
      Ranked ranked) {
    List<String> demonstrations =
        selection.demonstrations().stream()
            .map(Selection.Selected::demonstration)
            .map(Demonstration::id)
            .toList();
    return new RecommendationRecord(
        id,
        view.version().number(),
        Optional.ofNullable(request.user()),
        clock.instant(),
        history.stream().map(ItemReference::id).filter(i -> i != null).toList(),
        ranking.items().stream().map(item -> item.item().id()).filter(i -> !i.isEmpty()).toList(),
        demonstrations,
        selection.demonstrations().stream().map(Selection.Selected::propensity).toList(),
        selection.effect(),
        ranked.measured());
  }

  private boolean remember(PoolId pool, RecommendationRecord recommendation) {
    try {
      log.record(pool, recommendation);
      return true;
    } catch (StoreRefusal.Unavailable e) {
      return false;
    }
  }
}
