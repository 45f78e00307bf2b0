package dev.lrgd.evaluate.rank;

import dev.lrgd.adapt.PoolFit;
import dev.lrgd.evaluate.data.DataSet;
import dev.lrgd.evaluate.llm.LlmRun;
import dev.lrgd.llm.PromptWriter;
import dev.lrgd.recommend.Baselines;
import dev.lrgd.recommend.DemonstrationIndex;
import dev.lrgd.recommend.DualModelRanker;
import dev.lrgd.recommend.FirstStage;
import dev.lrgd.recommend.FirstStageSettings;
import dev.lrgd.recommend.LlmRanker;
import dev.lrgd.recommend.PromptStage;
import dev.lrgd.recommend.Selection;
import dev.lrgd.recommend.SelectionStrategy;
import dev.lrgd.recommend.Situation;
import dev.lrgd.recommend.TokenBudget;
import dev.lrgd.space.Item;
import dev.lrgd.space.ItemSpace;
import dev.lrgd.space.PlacedItem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The service's own ranker with each way to choose demonstrations: the item space that an
 * adaptation would fit, the demonstrations it would keep, the code that answers requests. All share
 * one fit, made when the first of them is asked for.
 */
final class DualModelRankers {
  private static final String NAME = DualModelRanker.NAME;
  private static final String LLM = LlmRanker.NAME;

  /** What a request shows that does not ask for more. */
  private static final int DEMONSTRATIONS = 4;

  private final DataSet training;
  private final long seed;
  private final FirstStageSettings settings = FirstStageSettings.defaults();
  private DemonstrationIndex index;

  DualModelRankers(DataSet training, long seed) {
    this.training = training;
    this.seed = seed;
  }

  /** Without demonstrations first. */
  Map<String, Supplier<ListRanker>> byName() {
    Map<String, Supplier<ListRanker>> byName = new LinkedHashMap<>();
    byName.put(NAME, () -> ranker(baselines().none()));
    byName.put(NAME + "+random", () -> ranker(baselines().random()));
    byName.put(NAME + "+recency", () -> ranker(baselines().recency()));
    byName.put(NAME + "+knn", () -> ranker(baselines().knn()));
    byName.put(NAME + "+mmr", () -> ranker(baselines().mmr()));
    byName.put(NAME + "+effect", () -> ranker(new FirstStage(index(), settings)));
    return byName;
  }

  private Baselines baselines() {
    return new Baselines(index(), settings);
  }

  /** The language model, shown what is selected by the same names. */
  Map<String, Supplier<ListRanker>> ofLlm(LlmRun run, PromptWriter writer) {
    Map<String, Supplier<ListRanker>> byName = new LinkedHashMap<>();
    byName.put(LLM, () -> llm(shown(baselines().none()), run, writer));
    byName.put(LLM + "+knn", () -> llm(shown(baselines().knn()), run, writer));
    byName.put(
        LLM + "+effect",
        () -> {
          PromptStage stage = new PromptStage(index(), PromptStage.Settings.defaults());
          return llm(
              (situation, candidates) ->
                  stage.select(situation, candidates, DEMONSTRATIONS, TokenBudget.UNLIMITED),
              run,
              writer);
        });
    return byName;
  }

  /** What is shown for a list of candidates. */
  private interface Choice {
    Selection choose(Situation situation, List<PlacedItem> candidates);
  }

  private static Choice shown(SelectionStrategy strategy) {
    return (situation, candidates) -> strategy.select(situation, DEMONSTRATIONS);
  }

  private ListRanker llm(Choice choice, LlmRun run, PromptWriter writer) {
    return new LlmListRanker(situating(choice), writer, run);
  }

  private ListRanker ranker(SelectionStrategy strategy) {
    Function<Query, Situated> situating = situating(shown(strategy));
    return query -> situating.apply(query).dualModelScores();
  }

  private Function<Query, Situated> situating(Choice choice) {
    ItemSpace space = index().space();
    return query -> {
      Situation situation =
          Situation.of(
              space,
              query.user(),
              placed(query.history(), space),
              Situation.NOW,
              31 * seed + query.user().hashCode());
      List<PlacedItem> candidates = placed(query.candidates(), space);
      return new Situated(situation, choice.choose(situation, candidates), candidates);
    };
  }

  private DemonstrationIndex index() {
    if (index == null) {
      PoolFit fit =
          PoolFit.of(
              training.items().values(),
              training.interactions(),
              PoolFit.MAX_DEMONSTRATIONS,
              PoolFit.DEMONSTRATION_HISTORY);
      index = DemonstrationIndex.of(fit.space(), fit.demonstrations(), settings.transitions());
    }
    return index;
  }

  private static List<PlacedItem> placed(List<Item> items, ItemSpace space) {
    return items.stream()
        .map(
            item -> {
              int known = space.indexOf(item.id());
              return known < 0 ? space.placeByTitle(item) : space.place(known);
            })
        .toList();
  }
}
