package dev.lrgd.recommend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.lrgd.space.PlacedItem;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ExplanationTest {

  @Test
  void partsAddUpToTheScore() {
    for (int seed = 0; seed < 10; seed++) {
      World world = new World(seed, 40, 60);
      Situation situation = world.stranger(seed % World.GENRES, 1 + seed);
      Selection selection =
          new Baselines(world.index(), FirstStageSettings.defaults()).knn().select(situation, 5);
      assertFalse(selection.demonstrations().isEmpty());
      List<PlacedItem> all = IntStream.range(0, 40).mapToObj(world.space::place).toList();
      double[] scores = new DualModelRanker().scores(situation, selection, all);
      List<Explanation> explanations = Explanation.of(situation, selection, all);
      for (int c = 0; c < 40; c++) {
        Explanation explanation = explanations.get(c);
        double sum =
            explanation.prior()
                + Arrays.stream(explanation.history()).sum()
                + Arrays.stream(explanation.demonstrations()).sum();
        assertEquals(scores[c], sum, 1e-9 * Math.max(1, Math.abs(scores[c])));
        assertEquals(5, explanation.demonstrations().length);
        assertEquals(1 + seed, explanation.history().length);
      }
    }
  }

  @Test
  void withoutHistoryThePriorIsAllThereIs() {
    World world = new World(1, 40, 60);
    Situation nobody = world.situation(null, List.of());
    List<PlacedItem> all = IntStream.range(0, 40).mapToObj(world.space::place).toList();
    double[] popularity = new PopularityRanker().scores(nobody, Selection.none(), all);
    List<Explanation> explanations = Explanation.of(nobody, Selection.none(), all);
    for (int c = 0; c < 40; c++) {
      assertEquals(popularity[c], explanations.get(c).prior());
      assertEquals(0, explanations.get(c).history().length);
    }
  }
}
