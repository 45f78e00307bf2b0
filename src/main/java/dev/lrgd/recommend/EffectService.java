package dev.lrgd.recommend;

import dev.lrgd.dual.EffectProblem;
import dev.lrgd.dual.ListwiseLoss;
import dev.lrgd.dual.Tokens;
import dev.lrgd.pool.PoolId;
import dev.lrgd.pool.PoolStore;
import dev.lrgd.pool.PoolVersion;
import dev.lrgd.pool.PoolView;
import dev.lrgd.pool.Tuning;
import dev.lrgd.recommend.EffectsAnswer.DemonstrationEffect;
import dev.lrgd.recommend.EffectsRequest.Shown;
import dev.lrgd.space.PlacedItem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The metric by itself: what given demonstrations do to the loss of a choice that is known. They
 * are tested with their full weight, without the mass cap and the gate of a selection.
 */
@ApplicationScoped
public class EffectService {

  /** A catalogue is placed as a whole, at three kilobytes an item. */
  static final int MOST_ITEMS = 50_000;

  private final PoolStore store;
  private final PreparedPools pools;
  private final Function<Tuning, FirstStageSettings> settings;

  @Inject
  EffectService(PoolStore store, PreparedPools pools, FirstStageConfig config) {
    this(store, pools, config::settings);
  }

  EffectService(
      PoolStore store, PreparedPools pools, Function<Tuning, FirstStageSettings> settings) {
    this.store = store;
    this.pools = pools;
    this.settings = settings;
  }

  /**
   * @throws ImpossibleRequest when the pool has no demonstration of a given id
   */
  public EffectsAnswer effects(PoolId pool, @Valid EffectsRequest request) {
    PoolView view = store.view(pool, idsIn(request), Optional.empty());
    PreparedPool prepared = pools.of(view.version());
    Placement placement = new Placement(view);
    Situation situation =
        Situation.of(prepared.space(), null, placement.place(request.history()), Situation.NOW, 0);
    EffectProblem problem =
        EffectProblem.of(
            prepared.space().kernel(),
            situation.own(),
            tokens(request.demonstrations(), view.version(), prepared, placement),
            situation.query(),
            loss(request, prepared, placement));
    return answer(pool, view.version().number(), request.demonstrations(), problem);
  }

  private static Set<String> idsIn(EffectsRequest request) {
    Stream<ItemReference> shown =
        request.demonstrations().stream()
            .filter(demonstration -> demonstration.id() == null)
            .flatMap(d -> Stream.concat(d.history().stream(), Stream.of(d.target())));
    Set<String> ids = new HashSet<>();
    Stream.of(
            request.history().stream(),
            Stream.of(request.target()),
            candidatesOf(request).stream(),
            shown)
        .flatMap(references -> references)
        .map(ItemReference::id)
        .filter(Objects::nonNull)
        .forEach(ids::add);
    return ids;
  }

  private static List<ItemReference> candidatesOf(EffectsRequest request) {
    return request.candidates() == null ? List.of() : request.candidates();
  }

  private List<Tokens> tokens(
      List<Shown> demonstrations, PoolVersion version, PreparedPool prepared, Placement placement) {
    FirstStageSettings tuned = settings.apply(version.tuning());
    List<Tokens> tokens = new ArrayList<>();
    for (int i = 0; i < demonstrations.size(); i++) {
      Shown shown = demonstrations.get(i);
      Tokens plain =
          shown.id() == null
              ? prepared
                  .space()
                  .demonstrationTokens(
                      placement.place(shown.history()),
                      placement.place(shown.target()),
                      tuned.transitions())
              : prepared.demonstrations().tokens(find(version, shown.id(), i));
      tokens.add(plain.weighted(tuned.logWeight()));
    }
    return tokens;
  }

  private static int find(PoolVersion version, String id, int place) {
    int index = version.indexOf(id);
    if (index < 0) {
      throw new ImpossibleRequest(
          "demonstrations[" + place + "]", "the pool has no demonstration of this id");
    }
    return index;
  }

  /** The target first; what it competes with, without repeats. */
  private static ListwiseLoss loss(
      EffectsRequest request, PreparedPool prepared, Placement placement) {
    List<PlacedItem> candidates = new ArrayList<>();
    candidates.add(placement.place(request.target()));
    if (request.candidates() == null) {
      ImpossibleRequest.refuseNoVersion(prepared.space());
      if (prepared.space().size() > MOST_ITEMS) {
        throw new ImpossibleRequest(
            "candidates",
            "the catalogue has more than %,d items: say which of them the target competes with"
                .formatted(MOST_ITEMS));
      }
      int target = candidates.get(0).index();
      IntStream.range(0, prepared.space().size())
          .filter(item -> item != target)
          .mapToObj(prepared.space()::place)
          .forEach(candidates::add);
    } else {
      Set<String> seen = new HashSet<>(Set.of(request.target().key()));
      request.candidates().stream()
          .filter(candidate -> seen.add(candidate.key()))
          .map(placement::place)
          .forEach(candidates::add);
    }
    if (candidates.size() == 1) {
      // Alone it is certain, whatever is shown: every effect would be nought.
      throw new ImpossibleRequest(
          "candidates",
          request.candidates() == null
              ? "the catalogue has nothing that the target competes with"
              : "there is none besides the target");
    }
    return ListwiseLoss.of(prepared.space().candidates(candidates), 0);
  }

  private static EffectsAnswer answer(
      PoolId pool, int version, List<Shown> demonstrations, EffectProblem problem) {
    int[] all = IntStream.range(0, problem.size()).toArray();
    List<DemonstrationEffect> each = new ArrayList<>();
    for (int d : all) {
      each.add(
          new DemonstrationEffect(
              demonstrations.get(d).id(),
              problem.effect(d),
              problem.direction(d),
              problem.mass(d),
              problem.exactMarginal(IntStream.range(0, d).toArray(), d),
              problem.exactLeaveOneOut(all, d)));
    }
    return new EffectsAnswer(
        pool.name(),
        version,
        problem.effect(all),
        problem.mass(all),
        problem.lowerBound(all),
        problem.lossBefore(),
        problem.lossAfter(all),
        each);
  }
}
