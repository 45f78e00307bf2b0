package dev.lrgd.recommend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lrgd.dual.Effects;
import dev.lrgd.pool.Demonstration;
import dev.lrgd.pool.Tuning;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FirstStageTest {
  private static final FirstStageSettings DEFAULTS = FirstStageSettings.defaults();

  @Test
  void findsTheSetOfLargestMeanEffect() {
    for (int seed = 0; seed < 20; seed++) {
      World world = new World(seed, 40, 12);
      DemonstrationIndex index = world.index();
      Situation situation = world.stranger(seed % World.GENRES, 5);
      int[] retrieved = index.retrieve(situation, DEFAULTS.retrieved());
      Effects effects =
          PseudoTarget.effects(
              new PseudoTargets(index, DEFAULTS).of(situation, retrieved),
              index,
              retrieved,
              Arrays.stream(retrieved).mapToObj(index::tokens).toList());
      double best = bestOf(effects, 3);
      Selection found = new FirstStage(index, gateAndCapOpen()).select(situation, 3);
      assertEquals(best, found.effect(), 1e-9 + 0.01 * best, "seed " + seed);
    }
  }

  private static double bestOf(Effects effects, int count) {
    double best = 0;
    for (int bits = 0; bits < 1 << effects.size(); bits++) {
      if (Integer.bitCount(bits) <= count) {
        int set = bits;
        best =
            Math.max(
                best,
                effects.value(
                    IntStream.range(0, effects.size()).filter(d -> (set >> d & 1) == 1).toArray()));
      }
    }
    return best;
  }

  private static FirstStageSettings gateAndCapOpen() {
    return settings(0.999999, 0, -100);
  }

  private static FirstStageSettings settings(double cap, double caution, double leastEffect) {
    return new FirstStageSettings(
        DEFAULTS.retrieved(),
        DEFAULTS.transitions(),
        DEFAULTS.holdouts(),
        DEFAULTS.neighbours(),
        DEFAULTS.groups(),
        DEFAULTS.holdoutShare(),
        DEFAULTS.temperature(),
        DEFAULTS.negatives(),
        DEFAULTS.logWeight(),
        cap,
        caution,
        leastEffect,
        0,
        0,
        0,
        false);
  }

  @Test
  void selectsAtMostAsManyAsAskedForAndNoneTwice() {
    World world = new World(1, 40, 60);
    FirstStage firstStage = new FirstStage(world.index(), gateAndCapOpen());
    for (int count = 0; count <= 16; count++) {
      List<String> ids = ids(firstStage.select(world.stranger(1, 5), count));
      assertTrue(ids.size() <= count);
      assertEquals(ids.size(), ids.stream().distinct().count());
    }
  }

  private static List<String> ids(Selection selection) {
    return selection.demonstrations().stream().map(s -> s.demonstration().id()).toList();
  }

  @Test
  void nothingIsShownWhenEveryDemonstrationPointsAwayFromTheTarget() {
    FirstStageSettings lastItemOnly =
        new FirstStageSettings(100, 1, 1, 0, 2, 1, 0.2, 30, 0, 0.5, 0, 0, 0, 0, 0, false);
    int opened = 0;
    for (int seed = 0; seed < 5; seed++) {
      World world = new World(seed, 40, 60);
      Situation situation = world.stranger(1, 6);
      List<Demonstration> misleading = misleading(world, situation, lastItemOnly);
      assertFalse(misleading.isEmpty());
      DemonstrationIndex index = DemonstrationIndex.of(world.space, misleading, 1);
      FirstStage misled = new FirstStage(index, lastItemOnly);
      assertEquals(Selection.none(), misled.select(situation, 4));
      FirstStage helped = new FirstStage(world.index(), lastItemOnly);
      opened += helped.select(situation, 4).demonstrations().isEmpty() ? 0 : 1;
    }
    assertTrue(opened > 0);
  }

  /** Those that point away from the user's own last item. */
  private static List<Demonstration> misleading(
      World world, Situation situation, FirstStageSettings settings) {
    DemonstrationIndex index = world.index();
    int[] all = IntStream.range(0, index.size()).toArray();
    Effects effects =
        PseudoTarget.effects(
            new PseudoTargets(index, settings).of(situation, all),
            index,
            all,
            Arrays.stream(all).mapToObj(index::tokens).toList());
    return Arrays.stream(all)
        .filter(d -> effects.problems().stream().allMatch(p -> p.direction(d) < 0))
        .mapToObj(index::demonstration)
        .toList();
  }

  @Test
  void gateComparesTheBoundWithTheLeastEffect() {
    World world = new World(3, 40, 60);
    Situation situation = world.stranger(1, 6);
    Selection open = new FirstStage(world.index(), settings(0.5, 0, -100)).select(situation, 4);
    assertFalse(open.demonstrations().isEmpty());
    double bound = open.lowerBound();
    assertEquals(
        open.demonstrations().size(),
        select(world, situation, settings(0.5, 0, bound - 1e-9)).demonstrations().size());
    assertEquals(Selection.none(), select(world, situation, settings(0.5, 0, bound)));
    assertEquals(Selection.none(), select(world, situation, settings(0.5, 100, bound - 1e-9)));
  }

  private static Selection select(World world, Situation situation, FirstStageSettings settings) {
    return new FirstStage(world.index(), settings).select(situation, 4);
  }

  @Test
  void massStaysUnderItsCap() {
    World world = new World(4, 40, 60);
    double uncapped = select(world, world.stranger(1, 3), gateAndCapOpen()).mass();
    for (double cap : new double[] {0.001, 0.01, 0.1}) {
      Selection capped = select(world, world.stranger(1, 3), settings(cap, 0, -100));
      assertTrue(capped.mass() <= cap * (1 + 1e-9), capped.mass() + " over " + cap);
      assertTrue(uncapped > cap);
    }
  }

  @Test
  void userWithoutHistoryGetsNoDemonstration() {
    World world = new World(5, 40, 60);
    FirstStage firstStage = new FirstStage(world.index(), gateAndCapOpen());
    assertEquals(Selection.none(), firstStage.select(world.situation(null, List.of()), 4));
  }

  @Test
  void oneItemOfHistoryIsJudgedByTheNeighbours() {
    World world = new World(5, 40, 60);
    FirstStage firstStage = new FirstStage(world.index(), gateAndCapOpen());
    Situation situation = world.stranger(1, 1);
    assertFalse(firstStage.select(situation, 4).demonstrations().isEmpty());
  }

  @Test
  void emptyPoolSelectsNothing() {
    World world = new World(5, 40, 60);
    DemonstrationIndex empty = DemonstrationIndex.of(world.space, List.of(), 1);
    FirstStage firstStage = new FirstStage(empty, gateAndCapOpen());
    assertEquals(Selection.none(), firstStage.select(world.stranger(1, 5), 4));
  }

  @Test
  void sameSituationSelectsTheSameToTheLastBit() {
    World world = new World(6, 40, 60);
    List<String> history = world.choices(1, 5);
    Selection first = select(world, world.situation(null, history), DEFAULTS);
    Selection second = select(new World(6, 40, 60), world.situation(null, history), DEFAULTS);
    assertEquals(ids(first), ids(second));
    assertEquals(first.effect(), second.effect());
    assertEquals(first.mass(), second.mass());
  }

  @Test
  void everyStrategyKeepsTheRulesOfWhatMayBeShown() {
    World world = new World(7, 40, 60);
    Baselines baselines = new Baselines(world.index(), gateAndCapOpen());
    Situation situation =
        Situation.of(world.space, "user1", world.placed(world.choices(1, 5)), 620, 7);
    for (SelectionStrategy strategy :
        List.of(
            baselines.random(),
            baselines.recency(),
            baselines.knn(),
            baselines.mmr(),
            new FirstStage(world.index(), gateAndCapOpen()))) {
      Selection selection = strategy.select(situation, 16);
      assertFalse(selection.demonstrations().isEmpty());
      for (Selection.Selected selected : selection.demonstrations()) {
        assertFalse(selected.demonstration().user().equals("user1"));
        assertTrue(selected.demonstration().time() <= 620);
      }
    }
    assertEquals(Selection.none(), baselines.none().select(situation, 16));
  }

  @Test
  void demonstrationsEffectIsWhatIsLostWithoutIt() {
    World world = new World(8, 40, 60);
    DemonstrationIndex index = world.index();
    Situation situation = world.stranger(1, 5);
    Selection selection = select(world, situation, gateAndCapOpen());
    int[] chosen =
        selection.demonstrations().stream()
            .mapToInt(s -> Integer.parseInt(s.demonstration().id().substring(1)))
            .toArray();
    List<PseudoTarget> targets =
        new PseudoTargets(index, DEFAULTS)
            .of(situation, index.retrieve(situation, DEFAULTS.retrieved()));
    for (int i = 0; i < chosen.length; i++) {
      int left = chosen[i];
      int[] rest = Arrays.stream(chosen).filter(d -> d != left).toArray();
      Effects without =
          PseudoTarget.effects(
              targets, index, rest, Arrays.stream(rest).mapToObj(index::tokens).toList());
      double lost = selection.effect() - without.value(IntStream.range(0, rest.length).toArray());
      assertEquals(lost, selection.demonstrations().get(i).effect(), 1e-12);
    }
  }

  @Test
  void explorationShowsOthersUnderTheSameCapAndSaysHowLikelyTheyWere() {
    World world = new World(3, 60, 40);
    DemonstrationIndex index = world.index();
    FirstStage plain = new FirstStage(index, settings(0.3, 0, -100));
    FirstStage curious = new FirstStage(index, settings(0.3, 0, -100).exploring(0.999), 1);
    int changed = 0;
    for (int i = 0; i < 20; i++) {
      Situation situation = world.stranger(i % World.GENRES, 5);
      Selection before = plain.select(situation, 3);
      Selection after = curious.select(situation, 3);
      assertEquals(after, curious.select(situation, 3));
      assertTrue(after.mass() <= 0.3 + 1e-9);
      before.demonstrations().forEach(d -> assertEquals(1, d.propensity()));
      long chance = after.demonstrations().stream().filter(d -> d.propensity() < 0.1).count();
      assertTrue(chance <= 1);
      changed += (int) chance;
    }
    assertTrue(changed > 10, changed + " of 20 changed");
  }

  @Test
  void behindAClosedGateNothingIsExplored() {
    World world = new World(3, 60, 40);
    Situation situation = world.stranger(0, 5);
    FirstStageSettings closed = settings(0.5, 0, 100).exploring(0.999);
    assertEquals(Selection.none(), new FirstStage(world.index(), closed).select(situation, 4));
    FirstStageSettings zeroShot =
        settings(0.5, 0, -100).exploring(0.999).tuned(Tuning.START.withZeroShot(true));
    assertEquals(Selection.none(), new FirstStage(world.index(), zeroShot).select(situation, 4));
    assertEquals(
        Selection.none(),
        new FirstStage(world.index(), settings(0.5, 0, -100).exploring(0.999))
            .select(situation, 0));
  }
}
