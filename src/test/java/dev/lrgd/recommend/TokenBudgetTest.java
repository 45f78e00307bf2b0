package dev.lrgd.recommend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lrgd.llm.Question;
import dev.lrgd.llm.TestModels;
import dev.lrgd.pool.Demonstration;
import dev.lrgd.space.PlacedItem;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a prompt has room for, as the selection keeps to it. */
class TokenBudgetTest {
  private static final int COUNT = 4;

  private final World world = new World(3, 80, 200);
  private final PromptStage stage = new PromptStage(world.index(), PromptStage.Settings.defaults());
  private final List<PlacedItem> candidates =
      IntStream.range(0, 20).mapToObj(world.space::place).toList();

  private int tokens(Demonstration demonstration) {
    return TestModels.asking(TestModels.writing(prompt -> ""))
        .tokens(Questions.example(demonstration, world.space));
  }

  private Selection select(Situation situation, int budget, ToIntFunction<Demonstration> cost) {
    return stage.select(situation, candidates, COUNT, new TokenBudget(budget, cost));
  }

  private Selection select(Situation situation) {
    return stage.select(situation, candidates, COUNT, TokenBudget.UNLIMITED);
  }

  @Test
  void theDemonstrationsTogetherTakeNoMoreThanTheBudget() {
    int within = 0;
    for (int u = 0; u < 40; u++) {
      Situation situation = world.stranger(u % World.GENRES, 5);
      for (int budget : new int[] {0, 20, 40, 60, 100}) {
        Selection selection = select(situation, budget, this::tokens);
        int taken =
            selection.demonstrations().stream().mapToInt(s -> tokens(s.demonstration())).sum();
        assertTrue(taken <= budget, taken + " tokens of " + budget);
        within += taken > 0 ? 1 : 0;
      }
    }
    assertTrue(within > 20, within + " selections");
  }

  @Test
  void aBudgetForAllChangesNothing() {
    for (int u = 0; u < 20; u++) {
      Situation situation = world.stranger(u % World.GENRES, 5);
      Selection free = select(situation);
      assertEquals(free, select(situation, 100_000, this::tokens));
    }
  }

  @Test
  void theLongOneGivesWayToTwoThatAreWorthMore() {
    int better = 0;
    for (int u = 0; u < 40; u++) {
      Situation situation = world.stranger(u % World.GENRES, 5);
      Selection free = select(situation);
      if (free.demonstrations().size() < 2) {
        continue;
      }
      // The best one, which stands last, would take the whole prompt.
      List<Selection.Selected> shown = free.demonstrations();
      String best = shown.get(shown.size() - 1).demonstration().id();
      Selection packed = select(situation, 10, d -> d.id().equals(best) ? 10 : 5);
      Selection alone = select(situation, 10, d -> d.id().equals(best) ? 10 : 11);
      assertTrue(packed.effect() >= alone.effect() - 1e-9);
      better += packed.demonstrations().size() == 2 ? 1 : 0;
    }
    assertTrue(better > 0);
  }

  @Test
  void whatADemonstrationTakesIsWhatItsPartOfThePromptTakes() {
    Question.Example example =
        new Question.Example(List.of("Emma", "Persuasion"), "Sense and Sensibility");
    Question without = new Question(List.of(), List.of("a"), List.of("b"), 1);
    Question with = new Question(List.of(example, example), List.of("a"), List.of("b"), 1);
    Question more = new Question(List.of(example, example, example), List.of("a"), List.of("b"), 1);
    int one =
        TestModels.writer().write(more).inputTokens()
            - TestModels.writer().write(with).inputTokens();
    int said = TestModels.writer().tokens(example);
    assertTrue(Math.abs(one - said) <= 6, one + " and not " + said);
    assertTrue(
        TestModels.writer().write(without).inputTokens()
            < TestModels.writer().write(with).inputTokens());
  }
}
