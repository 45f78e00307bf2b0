package dev.lrgd.recommend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lrgd.dual.EffectProblem;
import dev.lrgd.pool.Demonstration;
import dev.lrgd.space.Item;
import dev.lrgd.space.PlacedItem;
import dev.lrgd.space.Reading;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PromptStageTest {
  private static final PromptStage.Settings DEFAULTS = PromptStage.Settings.defaults();

  private final World world = new World(5, 40, 12);
  private final DemonstrationIndex index = world.index();
  private final PromptStage stage = new PromptStage(index, DEFAULTS);
  private final List<PlacedItem> candidates =
      IntStream.range(0, 16).mapToObj(world.space::place).toList();

  private Selection select(Situation situation, int count) {
    return stage.select(situation, candidates, count, TokenBudget.UNLIMITED);
  }

  @Test
  void findsTheSetThatBringsTheReaderNearestToTheExpectation() {
    int shown = 0;
    for (int genre = 0; genre < World.GENRES; genre++) {
      Situation situation = world.stranger(genre, 5);
      int[] retrieved = index.retrieve(situation, DEFAULTS.retrieved());
      double[] pi = PromptStage.expectation(situation, candidates);
      EffectProblem problem = stage.problem(situation, candidates, pi, retrieved);
      double best = 0;
      for (int bits = 0; bits < 1 << retrieved.length; bits++) {
        if (Integer.bitCount(bits) <= 3) {
          int set = bits;
          best =
              Math.max(
                  best,
                  problem.effect(
                      IntStream.range(0, retrieved.length)
                          .filter(d -> (set >> d & 1) == 1)
                          .toArray()));
        }
      }
      Selection found = select(situation, 3);
      // A local search: not always the very best.
      assertEquals(best, found.effect(), 1e-9 + 0.02 * best);
      shown += found.demonstrations().size();
    }
    assertTrue(shown > 0);
  }

  @Test
  void theExpectationIsTheDualModelsBeforeAnyDemonstration() {
    Situation situation = world.stranger(1, 5);
    double[] scores = new DualModelRanker().scores(situation, Selection.none(), candidates);
    double[] pi = PromptStage.expectation(situation, candidates);
    assertEquals(1, Arrays.stream(pi).sum(), 1e-12);
    for (int c = 1; c < pi.length; c++) {
      assertEquals(scores[c] - scores[0], Math.log(pi[c] / pi[0]), 1e-9);
    }
  }

  /** Which items a demonstration shows is all that counts: their titles are the reader's world. */
  @Test
  void demonstrationsSpeakForTheGenreOfWhatTheyShow() {
    Situation situation = world.stranger(0, 5);
    List<PlacedItem> two = world.placed(List.of(World.id(20), World.id(21)));
    int[] all = IntStream.range(0, index.size()).toArray();
    EffectProblem towardsGenre0 = stage.problem(situation, two, new double[] {1, 0}, all);
    for (int d : all) {
      Demonstration demonstration = index.demonstration(d);
      List<String> items = new ArrayList<>(demonstration.history());
      items.add(demonstration.target());
      List<String> read =
          items.subList(items.size() - 1 - DEFAULTS.reading().shown(), items.size());
      if (read.stream().allMatch(id -> genre(id) == 0)) {
        assertTrue(towardsGenre0.direction(d) > 0, d + " " + read);
      }
      if (read.stream().allMatch(id -> genre(id) == 1)) {
        assertTrue(towardsGenre0.direction(d) < 0, d + " " + read);
      }
    }
  }

  private static int genre(String id) {
    return Integer.parseInt(id.substring(1)) % World.GENRES;
  }

  @Test
  void readsSoManyItemsOfADemonstrationAsItIsSet() {
    Situation situation = world.stranger(0, 5);
    double[] pi = PromptStage.expectation(situation, candidates);
    for (int shown : new int[] {0, 1, 5, 100}) {
      Reading r = DEFAULTS.reading();
      Reading reading =
          new Reading(r.title(), r.popularity(), r.recency(), r.sink(), r.demonstration(), shown);
      PromptStage other = new PromptStage(index, new PromptStage.Settings(10, reading));
      EffectProblem problem = other.problem(situation, candidates, pi, 0);
      int items = 1 + Math.min(shown, index.demonstration(0).history().size());
      assertEquals(Math.log(items) + r.demonstration(), problem.logMass(0), 1e-9);
    }
  }

  @Test
  void nothingIsShownToWhomNothingIsKnownOrWhereNothingIsAskedFor() {
    assertEquals(Selection.none(), select(world.stranger(0, 5), 0));
    assertEquals(Selection.none(), select(world.situation(null, List.of()), 4));
    assertEquals(
        Selection.none(),
        stage.select(world.stranger(0, 5), candidates.subList(0, 1), 4, TokenBudget.UNLIMITED));
  }

  @Test
  void selectsAtMostAsManyAsAskedForAndNobodysOwn() {
    for (int u = 0; u < 12; u++) {
      Demonstration own = world.demonstrations.get(u);
      Situation situation = world.situation(own.user(), own.history());
      for (int count = 0; count <= 13; count++) {
        List<Selection.Selected> selected = select(situation, count).demonstrations();
        assertTrue(selected.size() <= count);
        assertEquals(
            selected.size(), selected.stream().map(s -> s.demonstration().id()).distinct().count());
        selected.forEach(s -> assertNotEquals(own.user(), s.demonstration().user()));
      }
    }
  }

  @Test
  void theDualModelScoresAsIfNothingWereShown() {
    Situation situation = world.stranger(2, 5);
    Selection selection = select(situation, 4);
    assertTrue(selection.demonstrations().size() > 0);
    DualModelRanker dual = new DualModelRanker();
    assertEquals(
        Arrays.toString(dual.scores(situation, Selection.none(), candidates)),
        Arrays.toString(dual.scores(situation, selection, candidates)));
    for (Explanation explanation : Explanation.of(situation, selection, candidates)) {
      assertTrue(Arrays.stream(explanation.demonstrations()).allMatch(share -> share == 0));
    }
  }

  @Test
  void aTitleThatTheSpaceDoesNotKnowIsACandidateLikeAnyOther() {
    Situation situation = world.stranger(1, 5);
    List<PlacedItem> with = new ArrayList<>(candidates);
    with.add(world.space.placeByTitle(Item.titled("new", "genre1 story never seen before")));
    Selection selection = stage.select(situation, with, 4, TokenBudget.UNLIMITED);
    assertTrue(Double.isFinite(selection.effect()));
  }

  /**
   * The shortcut that screens demonstrations is the direction of the effect, but for a constant.
   */
  @Test
  void amongManyTheMostPromisingAreLookedAt() {
    World large = new World(6, 80, 300);
    DemonstrationIndex all = large.index();
    List<PlacedItem> twenty = IntStream.range(0, 20).mapToObj(large.space::place).toList();
    PromptStage ofLarge = new PromptStage(all, DEFAULTS);
    for (int genre = 0; genre < World.GENRES; genre++) {
      Situation situation = large.stranger(genre, 5);
      int[] retrieved = all.retrieve(situation, DEFAULTS.retrieved());
      assertTrue(retrieved.length > 200);
      EffectProblem problem =
          ofLarge.problem(situation, twenty, PromptStage.expectation(situation, twenty), retrieved);
      int best =
          IntStream.range(0, retrieved.length)
              .boxed()
              .max(Comparator.comparingDouble(d -> problem.linearEffect(d)))
              .orElseThrow();
      Selection one = ofLarge.select(situation, twenty, 1, TokenBudget.UNLIMITED);
      assertEquals(problem.linearEffect(best), linear(problem, all, retrieved, one), 0.02);
    }
  }

  private static double linear(
      EffectProblem problem, DemonstrationIndex index, int[] retrieved, Selection one) {
    String id = one.demonstrations().get(0).demonstration().id();
    int d =
        IntStream.range(0, retrieved.length)
            .filter(i -> index.demonstration(retrieved[i]).id().equals(id))
            .findFirst()
            .orElseThrow();
    return problem.linearEffect(d);
  }
}
