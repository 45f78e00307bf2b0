package dev.lrgd.adapt;

import dev.lrgd.pool.Demonstration;
import dev.lrgd.recommend.DemonstrationIndex;
import dev.lrgd.space.Interaction;
import dev.lrgd.space.ItemSpace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Makes room in a pool and fills it with what users did (theory.md 6.2 (iii)). Nothing else ever
 * enters: a pool that learns from its own recommendations collapses onto them.
 *
 * <p>A demonstration leaves when its evidence says that it does harm (mean gain and one standard
 * error below 0 over some uses), and when a newer situation wants its place. A pool that is not
 * full takes what there is, in the order of {@link DemonstrationBuilder}. What replaces others is
 * chosen among the newest, each time the one whose context is farthest from all in the pool
 * (Gonzalez 1985: within a factor 2 of the best cover).
 */
final class Refresh {
  private static final int USES_TO_JUDGE = 5;

  /** Looked at for one place, and at most so many in all: each costs an inner product a member. */
  private static final int CANDIDATES_A_PLACE = 4;

  private static final int CANDIDATES = 4000;
  private static final int TRANSITIONS = 1;

  private final SecondStageSettings settings;
  private final DemonstrationBuilder builder;

  Refresh(SecondStageSettings settings) {
    this.settings = settings;
    this.builder =
        new DemonstrationBuilder(settings.maxDemonstrations(), settings.demonstrationHistory());
  }

  /**
   * @param demonstrations the pool after it, those that stayed first, in their order
   * @param harmful how many left because of their evidence
   * @param old how many left because of their age
   * @param admitted how many are new
   */
  record Result(List<Demonstration> demonstrations, int harmful, int old, int admitted) {

    /** The same demonstrations with other weights. */
    Result with(List<Demonstration> weighted) {
      return new Result(weighted, harmful, old, admitted);
    }
  }

  Result refresh(ItemSpace space, List<Demonstration> pool, Collection<Interaction> interactions) {
    int quota = (int) Math.ceil(settings.refreshShare() * settings.maxDemonstrations());
    List<Demonstration> stay = heaviest(pool);
    int room = settings.maxDemonstrations() - stay.size();
    Set<String> passedOver = new HashSet<>();
    pool.forEach(d -> passedOver.add(d.id()));
    int harmful = evictHarmful(stay, quota);
    List<Demonstration> fresh = new ArrayList<>();
    if (room > 0 && quota > 0) {
      fresh.addAll(builder.more(interactions, i -> true, passedOver::contains, room));
      fresh.forEach(d -> passedOver.add(d.id()));
    }
    int old = 0;
    if (fresh.size() == room && quota > 0) {
      List<Demonstration> newest = newest(interactions, passedOver, quota);
      old = settings.ageEviction() ? evictOld(stay, newest, quota - harmful) : 0;
      fresh.addAll(replacements(space, stay, newest, harmful + old));
    }
    int admitted = fresh.size();
    stay.addAll(fresh);
    return new Result(stay, harmful, old, admitted);
  }

  /** All of them, unless the bound was lowered since. */
  private List<Demonstration> heaviest(List<Demonstration> pool) {
    Set<String> heaviest =
        pool.stream()
            .sorted(Comparator.comparingDouble(Demonstration::weight).reversed())
            .limit(settings.maxDemonstrations())
            .map(Demonstration::id)
            .collect(Collectors.toSet());
    return pool.stream()
        .filter(d -> heaviest.contains(d.id()))
        .collect(Collectors.toCollection(ArrayList::new));
  }

  private static int evictHarmful(List<Demonstration> stay, int quota) {
    return leave(
        stay,
        stay.stream()
            .filter(d -> d.evidence().uses() >= USES_TO_JUDGE && d.evidence().upperBound(1) < 0)
            .sorted(Comparator.comparingDouble(d -> d.evidence().upperBound(1)))
            .limit(quota)
            .toList());
  }

  private List<Demonstration> newest(
      Collection<Interaction> interactions, Set<String> passedOver, int quota) {
    int candidates = Math.min(CANDIDATES_A_PLACE * quota, CANDIDATES);
    return builder.more(interactions, i -> true, passedOver::contains, 2 * candidates).stream()
        .sorted(Comparator.comparingLong(Demonstration::time).reversed())
        .limit(candidates)
        .toList();
  }

  /** The oldest leave, as long as there is something newer for each of them. */
  private static int evictOld(List<Demonstration> stay, List<Demonstration> newest, int quota) {
    List<Demonstration> oldest = new ArrayList<>(stay);
    oldest.sort(Comparator.comparingLong(Demonstration::time));
    int most = Math.min(quota, Math.min(oldest.size(), newest.size()));
    int count = 0;
    while (count < most && oldest.get(count).time() < newest.get(count).time()) {
      count++;
    }
    return leave(stay, oldest.subList(0, count));
  }

  private static int leave(List<Demonstration> stay, List<Demonstration> leaving) {
    Set<String> ids = new HashSet<>();
    leaving.forEach(d -> ids.add(d.id()));
    stay.removeIf(d -> ids.contains(d.id()));
    return ids.size();
  }

  private List<Demonstration> replacements(
      ItemSpace space, List<Demonstration> stay, List<Demonstration> newest, int places) {
    if (!settings.diverse() || newest.size() <= places) {
      return newest.subList(0, Math.min(places, newest.size()));
    }
    List<Demonstration> all = new ArrayList<>(stay);
    all.addAll(newest);
    DemonstrationIndex index = DemonstrationIndex.of(space, all, TRANSITIONS);
    double[] nearest = new double[newest.size()];
    for (int c = 0; c < nearest.length; c++) {
      double[] similarities = index.similarities(stay.size() + c);
      nearest[c] =
          Arrays.stream(similarities, 0, stay.size()).max().orElse(Double.NEGATIVE_INFINITY);
    }
    List<Demonstration> chosen = new ArrayList<>();
    while (chosen.size() < places) {
      int farthest = farthest(nearest);
      chosen.add(newest.get(farthest));
      double[] similarities = index.similarities(stay.size() + farthest);
      for (int c = 0; c < nearest.length; c++) {
        nearest[c] = Math.max(nearest[c], similarities[stay.size() + c]);
      }
      // Never again.
      nearest[farthest] = Double.POSITIVE_INFINITY;
    }
    return chosen;
  }

  /** The candidate whose nearest member is farthest; the first of several. */
  private static int farthest(double[] nearest) {
    int farthest = 0;
    for (int c = 1; c < nearest.length; c++) {
      if (nearest[c] < nearest[farthest]) {
        farthest = c;
      }
    }
    return farthest;
  }
}
