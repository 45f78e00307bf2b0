package dev.lrgd.recommend;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lrgd.dual.DualState;
import dev.lrgd.dual.Tokens;
import dev.lrgd.dual.Vectors;
import dev.lrgd.pool.Demonstration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DemonstrationIndexTest {
  private final World world = new World(5, 40, 60);

  @Test
  void retrievesByKernelAndPoolWeight() {
    List<Demonstration> weighted = new ArrayList<>();
    for (int d = 0; d < 60; d++) {
      Demonstration even = world.demonstrations.get(d);
      weighted.add(
          World.demonstration(
              even.id(),
              even.user(),
              even.history(),
              even.target(),
              even.time(),
              (1 + d % 5) / 180.));
    }
    DemonstrationIndex index = DemonstrationIndex.of(world.space, weighted, 1);
    Situation situation = world.stranger(1, 5);
    int[] expected =
        IntStream.range(0, 60)
            .boxed()
            .sorted(Comparator.comparingDouble(d -> -score(weighted.get(d), situation)))
            .limit(10)
            .mapToInt(Integer::intValue)
            .toArray();
    assertArrayEquals(expected, index.retrieve(situation, 10));
  }

  private double score(Demonstration demonstration, Situation situation) {
    float[] key = world.space.query(world.placed(demonstration.history()));
    return world.space.kernel().log(Vectors.dot(key, situation.query()))
        + Math.log(60 * demonstration.weight());
  }

  @Test
  void anIndexOfOtherDemonstrationsOrTransitionsIsNotTheSame() {
    List<Demonstration> all = world.demonstrations;
    DemonstrationIndex index = DemonstrationIndex.of(world.space, all, 1);
    assertTrue(index.isOf(world.space, List.copyOf(all), 1));
    assertFalse(index.isOf(world.space, all, 2));
    assertFalse(index.isOf(world.space, all.subList(1, all.size()), 1));
    assertFalse(index.isOf(new World(6, 40, 60).space, all, 1));
  }

  @Test
  void aDemonstrationHasTheSameTokensAloneAndAmongOthers() {
    for (int transitions = 1; transitions <= 3; transitions++) {
      DemonstrationIndex index =
          DemonstrationIndex.of(world.space, world.demonstrations, transitions);
      Situation situation = world.stranger(1, 5);
      for (int d = 0; d < index.size(); d++) {
        Demonstration demonstration = world.demonstrations.get(d);
        Tokens alone =
            world.space.demonstrationTokens(
                world.placed(demonstration.history()), index.target(d), transitions);
        assertEquals(
            Math.min(transitions, demonstration.history().size() + 1), index.tokens(d).size());
        assertEquals(read(alone, situation).logMass(), read(index.tokens(d), situation).logMass());
        assertArrayEquals(
            read(alone, situation).output(), read(index.tokens(d), situation).output());
      }
    }
  }

  private DualState read(Tokens tokens, Situation situation) {
    return DualState.read(world.space.kernel(), tokens, situation.query());
  }

  @Test
  void neverRetrievesAWeightOfZero() {
    Demonstration even = world.demonstrations.get(0);
    List<Demonstration> pool =
        List.of(
            World.demonstration("gone", "u", even.history(), even.target(), 1, 0),
            World.demonstration("there", "u", even.history(), even.target(), 1, 1));
    DemonstrationIndex index = DemonstrationIndex.of(world.space, pool, 1);
    assertArrayEquals(new int[] {1}, index.retrieve(world.stranger(0, 4), 2));
  }

  @Test
  void neverShowsAUserHisOwnDemonstrations() {
    DemonstrationIndex index = world.index();
    List<String> history = world.choices(2, 5);
    assertTrue(retrieved(index, world.situation(null, history)).contains(2));
    assertFalse(retrieved(index, world.situation("user2", history)).contains(2));
  }

  @Test
  void neverShowsTheFuture() {
    DemonstrationIndex index = world.index();
    long time = index.demonstration(10).time();
    Situation then = Situation.of(world.space, null, world.placed(world.choices(2, 5)), time, 7);
    assertEquals(
        IntStream.rangeClosed(0, 10).boxed().toList(),
        retrieved(index, then).stream().sorted().toList());
  }

  @Test
  void neverShowsAStrangerAPieceOfHisOwnHistory() {
    DemonstrationIndex index = world.index();
    Demonstration own = index.demonstration(3);
    List<String> history = new ArrayList<>(own.history());
    assertTrue(retrieved(index, world.situation(null, history)).contains(3));
    history.add(own.target());
    assertFalse(retrieved(index, world.situation(null, history)).contains(3));
    history.add(own.history().get(0));
    assertFalse(retrieved(index, world.situation(null, history)).contains(3));
  }

  private static List<Integer> retrieved(DemonstrationIndex index, Situation situation) {
    return Arrays.stream(index.retrieve(situation, index.size())).boxed().toList();
  }

  @Test
  void placesItemsOutsideTheCatalogue() {
    List<Demonstration> pool =
        List.of(World.demonstration("d", "u", List.of("nowhere"), "i1", 1, 1));
    DemonstrationIndex index = DemonstrationIndex.of(world.space, pool, 1);
    assertArrayEquals(new int[] {0}, index.retrieve(world.stranger(0, 4), 5));
  }

  @Test
  void anEmptyPoolHasNothingToRetrieve() {
    DemonstrationIndex index = DemonstrationIndex.of(world.space, List.of(), 1);
    assertArrayEquals(new int[0], index.retrieve(world.stranger(0, 4), 5));
  }
}
