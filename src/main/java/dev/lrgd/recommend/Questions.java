package dev.lrgd.recommend;

import dev.lrgd.llm.Question;
import dev.lrgd.pool.Demonstration;
import dev.lrgd.space.ItemSpace;
import dev.lrgd.space.PlacedItem;
import java.util.List;

/** What a language model is asked for a request. */
public final class Questions {
  private Questions() {}

  /**
   * @param candidates that the model is shown, in the order its answer refers to
   */
  public static Question of(Situation situation, Selection selection, List<PlacedItem> candidates) {
    return new Question(
        selection.demonstrations().stream()
            .map(selected -> example(selected.demonstration(), situation.space()))
            .toList(),
        titles(situation.history()),
        titles(candidates),
        situation.seed());
  }

  static Question.Example example(Demonstration demonstration, ItemSpace space) {
    return new Question.Example(
        demonstration.history().stream().map(id -> title(id, space)).toList(),
        title(demonstration.target(), space));
  }

  private static List<String> titles(List<PlacedItem> items) {
    return items.stream().map(placed -> placed.item().title()).toList();
  }

  private static String title(String id, ItemSpace space) {
    int index = space.indexOf(id);
    return index < 0 ? "" : space.item(index).title();
  }
}
