package dev.lrgd.recommend;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lrgd.space.FitSettings;
import dev.lrgd.space.Item;
import dev.lrgd.space.ItemSpace;
import dev.lrgd.space.PlacedItem;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CandidateGeneratorTest {
  private final World world = new World(1, 80, 60);
  private final Situation situation = world.stranger(1, 4);
  private final double[] output = DualModelRanker.output(situation, Selection.none());

  @Test
  void findsTheBestOfTheWholeCatalogue() {
    List<PlacedItem> all = IntStream.range(0, 80).mapToObj(world.space::place).toList();
    double[] scores = new DualModelRanker().scores(situation, Selection.none(), all);
    List<String> expected = ids(Ranking.of(all, scores, 10).items());
    assertEquals(expected, ids(new CandidateGenerator(world.space).best(output, 10, item -> true)));
  }

  @Test
  void leavesOutNothingButWhatIsExcluded() {
    CandidateGenerator generator = new CandidateGenerator(world.space);
    assertEquals(80, generator.best(output, 100, item -> true).size());
    assertEquals(79, generator.best(output, 100, item -> item != 3).size());
    assertEquals(0, generator.best(output, 100, item -> false).size());
  }

  @Test
  void equalScoresKeepTheOrderOfTheCatalogue() {
    List<Item> twins =
        IntStream.range(0, 9).mapToObj(i -> Item.titled("i" + i, "the same")).toList();
    ItemSpace space = ItemSpace.fit(twins, List.of(), FitSettings.defaults());
    double[] zeros = new double[space.valueDimension()];
    assertEquals(
        List.of("i0", "i1", "i2", "i3"),
        ids(new CandidateGenerator(space).best(zeros, 4, item -> true)));
  }

  private static List<String> ids(List<PlacedItem> items) {
    return items.stream().map(placed -> placed.item().id()).toList();
  }
}
