package dev.lrgd.adapt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lrgd.pool.Demonstration;
import dev.lrgd.pool.Evidence;
import dev.lrgd.recommend.DemonstrationIndex;
import dev.lrgd.space.Interaction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class RefreshTest {
  private static final int PLACES = 40;
  private static final int QUOTA = 8;

  private final SmallWorld world = new SmallWorld(2);

  @Test
  void aPoolThatIsNotFullTakesWhatUsersDidAndNothingElse() {
    List<Demonstration> some = world.demonstrations(10);
    Refresh.Result result = refresh(some, world.interactions, true, false);

    assertEquals(PLACES, result.demonstrations().size());
    assertEquals(PLACES - 10, result.admitted());
    assertEquals(some, result.demonstrations().subList(0, 10));
    Set<String> real =
        world.demonstrations(10_000).stream().map(Demonstration::id).collect(Collectors.toSet());
    result.demonstrations().forEach(d -> assertTrue(real.contains(d.id()), d.id()));
    assertEquals(PLACES, ids(result.demonstrations()).size());
  }

  @Test
  void ofAPoolThatIsLargerThanItMayBeTheHeaviestStay() {
    List<Demonstration> larger = new ArrayList<>(world.demonstrations(PLACES + 5));
    for (int d = 0; d < larger.size(); d++) {
      double weight = (1 + d * 7 % larger.size()) / 1000.0;
      larger.set(d, larger.get(d).withWeights(weight, weight));
    }
    Set<String> light =
        larger.stream()
            .sorted(Comparator.comparingDouble(Demonstration::weight))
            .limit(5)
            .map(Demonstration::id)
            .collect(Collectors.toSet());

    Refresh.Result result = refresh(larger, List.of(), true, true);

    assertEquals(PLACES, result.demonstrations().size());
    assertTrue(Collections.disjoint(light, ids(result.demonstrations())));
  }

  @Test
  void whatDoesHarmLeavesAndSomebodyTakesItsPlace() {
    List<Demonstration> pool = full();
    Evidence harmful = evidence(6, -0.2);
    for (int d = 0; d < 3; d++) {
      pool.set(d, pool.get(d).withEvidence(harmful));
    }
    pool.set(3, pool.get(3).withEvidence(evidence(4, -0.2)));
    pool.set(4, pool.get(4).withEvidence(evidence(6, 0.2)));
    Refresh.Result result = refresh(pool, world.interactions, true, false);

    assertEquals(3, result.harmful());
    assertEquals(3, result.admitted());
    assertEquals(PLACES, result.demonstrations().size());
    Set<String> left = ids(result.demonstrations());
    pool.subList(0, 3).forEach(d -> assertFalse(left.contains(d.id()), "harmful"));
    pool.subList(3, PLACES).forEach(d -> assertTrue(left.contains(d.id())));
  }

  @Test
  void noMoreThanAShareOfThePoolIsReplacedAtOnce() {
    List<Demonstration> pool = full();
    pool.replaceAll(d -> d.withEvidence(evidence(9, -0.1)));
    Refresh.Result result = refresh(pool, world.interactions, true, true);
    assertEquals(QUOTA, result.harmful() + result.old());
    assertEquals(PLACES, result.demonstrations().size());
  }

  @Test
  void theOldestLeaveForWhatIsNewerAndOnlyForThat() {
    List<Demonstration> pool = full();
    Refresh.Result quiet = refresh(pool, List.of(), true, true);
    assertEquals(pool, quiet.demonstrations());

    List<Interaction> later = new ArrayList<>(world.interactions);
    for (int i = 0; i < 3; i++) {
      later.add(new Interaction("late" + i, "i" + i, 1_000_000, Double.NaN));
      later.add(new Interaction("late" + i, "i" + (i + 9), 1_000_001, Double.NaN));
      later.add(new Interaction("late" + i, "i" + (i + 20), 1_000_002 + i, Double.NaN));
    }
    Refresh.Result result = refresh(pool, later, true, true);
    assertTrue(result.old() > 0 && result.old() <= QUOTA);
    List<Demonstration> byAge = new ArrayList<>(pool);
    byAge.sort(Comparator.comparingLong(Demonstration::time));
    Set<String> left = ids(result.demonstrations());
    byAge.subList(0, result.old()).forEach(d -> assertFalse(left.contains(d.id()), "old"));
    byAge.subList(result.old(), PLACES).forEach(d -> assertTrue(left.contains(d.id())));
    assertEquals(0, refresh(pool, later, true, false).old());
  }

  @Test
  void whatComesInIsTheFarthestOfTheNewestFromAllThatStays() {
    List<Demonstration> pool = full();
    pool.set(0, pool.get(0).withEvidence(evidence(6, -0.2)));
    List<Demonstration> stay = pool.subList(1, PLACES);
    Refresh.Result result = refresh(pool, world.interactions, true, false);
    Demonstration chosen = result.demonstrations().get(PLACES - 1);

    Set<String> inPool = ids(pool);
    List<Demonstration> newest =
        new DemonstrationBuilder(PLACES, 6)
            .more(world.interactions, i -> true, inPool::contains, 2 * 4 * QUOTA).stream()
                .sorted(Comparator.comparingLong(Demonstration::time).reversed())
                .limit(4 * QUOTA)
                .toList();
    List<Demonstration> all = new ArrayList<>(stay);
    all.addAll(newest);
    DemonstrationIndex index = DemonstrationIndex.of(world.space, all, 1);
    double[] nearest = new double[newest.size()];
    for (int c = 0; c < nearest.length; c++) {
      for (int d = 0; d < stay.size(); d++) {
        double similarity = index.similarity(stay.size() + c, d);
        nearest[c] = d == 0 ? similarity : Math.max(nearest[c], similarity);
      }
    }
    int place = newest.stream().map(Demonstration::id).toList().indexOf(chosen.id());
    assertEquals(Arrays.stream(nearest).min().orElseThrow(), nearest[place], 1e-9);
    Refresh.Result plain = refresh(pool, world.interactions, false, false);
    assertEquals(newest.get(0).id(), plain.demonstrations().get(PLACES - 1).id());
  }

  private List<Demonstration> full() {
    return new ArrayList<>(world.demonstrations(PLACES));
  }

  private static Evidence evidence(int uses, double gain) {
    Evidence evidence = Evidence.NONE;
    for (int i = 0; i < uses; i++) {
      evidence = evidence.plus(1, gain);
    }
    return evidence;
  }

  private static Set<String> ids(List<Demonstration> demonstrations) {
    return new HashSet<>(demonstrations.stream().map(Demonstration::id).toList());
  }

  private Refresh.Result refresh(
      List<Demonstration> pool, List<Interaction> interactions, boolean diverse, boolean aging) {
    return new Refresh(settings(diverse, aging)).refresh(world.space, pool, interactions);
  }

  private static SecondStageSettings settings(boolean diverse, boolean aging) {
    return new SecondStageSettings(
        PLACES, 6, 1, 5.8, 20, 0.1, 0.2, diverse, aging, 1000, 100, 0.02, 0.05, true, true, 1);
  }
}
