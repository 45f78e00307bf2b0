package dev.lrgd.recommend;

import dev.lrgd.pool.Demonstration;
import dev.lrgd.recommend.RecommendationAnswer.DemonstrationContribution;
import dev.lrgd.recommend.RecommendationAnswer.HistoryContribution;
import dev.lrgd.recommend.RecommendationAnswer.ItemExplanation;
import dev.lrgd.recommend.RecommendationAnswer.RankedItem;
import dev.lrgd.recommend.RecommendationAnswer.SelectedDemonstration;
import dev.lrgd.recommend.RecommendationAnswer.SelectionAnswer;
import dev.lrgd.space.Item;
import dev.lrgd.space.ItemSpace;
import dev.lrgd.space.PlacedItem;
import java.util.ArrayList;
import java.util.List;

/** What was found, in the words of the answer. */
final class AnswerParts {
  private AnswerParts() {}

  static List<RankedItem> items(
      Ranking ranking, Situation situation, Selection selection, Ranked ranked, boolean explain) {
    List<Explanation> explanations =
        explain ? Explanation.of(situation, selection, ranking.items()) : List.of();
    List<RankedItem> items = new ArrayList<>();
    for (int i = 0; i < ranking.items().size(); i++) {
      Item item = ranking.items().get(i).item();
      items.add(
          new RankedItem(
              idOf(item),
              item.title(),
              ranking.scores()[i],
              i + 1,
              explain
                  ? explanation(
                      explanations.get(i), situation, selection, ranked.ofModel(ranking.order()[i]))
                  : null));
    }
    return items;
  }

  private static ItemExplanation explanation(
      Explanation explanation, Situation situation, Selection selection, Double ofModel) {
    List<PlacedItem> explaining = situation.history();
    int first = explaining.size() - explanation.history().length;
    List<HistoryContribution> history = new ArrayList<>();
    for (int i = 0; i < explanation.history().length; i++) {
      Item item = explaining.get(first + i).item();
      history.add(new HistoryContribution(idOf(item), item.title(), explanation.history()[i]));
    }
    List<DemonstrationContribution> demonstrations = new ArrayList<>();
    for (int i = 0; i < explanation.demonstrations().length; i++) {
      String id = selection.demonstrations().get(i).demonstration().id();
      demonstrations.add(new DemonstrationContribution(id, explanation.demonstrations()[i]));
    }
    return new ItemExplanation(explanation.prior(), history, demonstrations, ofModel);
  }

  static SelectionAnswer selection(Selection selection, ItemSpace space) {
    List<SelectedDemonstration> demonstrations = new ArrayList<>();
    for (Selection.Selected selected : selection.demonstrations()) {
      Demonstration demonstration = selected.demonstration();
      demonstrations.add(
          new SelectedDemonstration(
              demonstration.id(),
              demonstration.history().stream().map(id -> reference(id, space)).toList(),
              reference(demonstration.target(), space),
              selected.effect()));
    }
    return new SelectionAnswer(
        selection.effect(), selection.lowerBound(), selection.mass(), demonstrations);
  }

  private static ItemReference reference(String id, ItemSpace space) {
    int index = space.indexOf(id);
    return new ItemReference(id, index < 0 ? "" : space.item(index).title());
  }

  private static String idOf(Item item) {
    return item.id().isEmpty() ? null : item.id();
  }
}
