package dev.lrgd.evaluate.selection;

import dev.lrgd.dual.Effects;
import dev.lrgd.dual.Limits;
import dev.lrgd.dual.RobustObjective;
import dev.lrgd.dual.Selector;
import dev.lrgd.evaluate.incontext.Prompt.Shown;
import dev.lrgd.evaluate.subject.Likeness;
import dev.lrgd.evaluate.subject.Request;
import dev.lrgd.evaluate.subject.Workshop;
import dev.lrgd.recommend.Baselines;
import dev.lrgd.recommend.DemonstrationIndex;
import dev.lrgd.recommend.FirstStage;
import dev.lrgd.recommend.FirstStageSettings;
import dev.lrgd.recommend.PredictedEffects;
import dev.lrgd.recommend.PromptStage;
import dev.lrgd.recommend.Selection;
import dev.lrgd.recommend.SelectionStrategy;
import dev.lrgd.recommend.TokenBudget;
import dev.lrgd.space.Item;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The strategies by name, over one index of demonstrations. All see the same demonstrations, none
 * the target; the candidates are known to the two that go by what is expected of them. Each fills
 * the same room: a demonstration takes as many tokens whoever chose it, and the aggregated one the
 * room of all.
 */
public final class Strategies {
  public static final String ZERO_SHOT = "zero-shot";
  public static final String KNN = "knn";
  public static final String EFFECT = "effect";
  public static final String LIKEST = "likest to the expected";
  public static final String PROMPT_STAGE = "effect on the expectation (prompt stage)";
  public static final String ROBUST = "effect, robust";
  public static final String GATED = "effect, gated (first stage)";

  private static final PromptStage.Settings PROMPT_SETTINGS = PromptStage.Settings.defaults();
  private static final int RETRIEVED = FirstStageSettings.defaults().retrieved();

  /** Weight of the worst case and of disagreement between pseudo-targets; not tuned. */
  private static final double THETA = 0.5;

  private static final double RHO = 0.1;
  private static final double AVERSION = 0.5;

  /** Price of a pair's overlap in nats; a quarter of a usual effect. */
  private static final double OVERLAP = 0.05;

  private final Workshop workshop;
  private final DemonstrationIndex index;
  private final FirstStageSettings settings = FirstStageSettings.defaults();
  private final PromptStage promptStage;

  public Strategies(Workshop workshop, DemonstrationIndex index) {
    this.workshop = workshop;
    this.index = index;
    this.promptStage = new PromptStage(index, PROMPT_SETTINGS);
  }

  public Map<String, Strategy> byName() {
    Baselines baselines = new Baselines(index, settings);
    Map<String, Strategy> byName = new LinkedHashMap<>();
    byName.put(ZERO_SHOT, (request, count) -> List.of());
    byName.put("random", service(baselines.random()));
    byName.put("recency", service(baselines.recency()));
    byName.put("popularity", this::popular);
    byName.put(KNN, service(baselines.knn()));
    byName.put("mmr", service(baselines.mmr()));
    byName.put("dpp", this::determinantal);
    byName.put("aggregated (LLMSRec-Syn)", this::aggregated);
    byName.put(LIKEST, this::likest);
    byName.put(PROMPT_STAGE, this::promptStage);
    byName.put("effect, one by one", this::single);
    byName.put(EFFECT, effect((p, limits) -> Selector.select(p.effects(), limits)));
    byName.put(
        ROBUST,
        effect(
            (p, limits) ->
                Selector.select(
                    p.effects(), new RobustObjective(p.effects(), THETA, RHO, AVERSION), limits)));
    byName.put(
        "effect, less redundancy",
        effect(
            (p, limits) ->
                Selector.select(
                    p.effects(), p.effects().plus(p.redundancy().penalty(OVERLAP, 0, 1)), limits)));
    byName.put(GATED, service(new FirstStage(index, settings)));
    return byName;
  }

  private Strategy service(SelectionStrategy strategy) {
    return (request, count) ->
        strategy.select(request.situation(), count).demonstrations().stream()
            .map(Selection.Selected::demonstration)
            .map(workshop::shown)
            .toList();
  }

  private List<Shown<Item>> promptStage(Request request, int count) {
    return promptStage
        .select(
            request.situation(),
            workshop.placed(request.candidates()),
            count,
            TokenBudget.UNLIMITED)
        .demonstrations()
        .stream()
        .map(Selection.Selected::demonstration)
        .map(workshop::shown)
        .toList();
  }

  /** Those like what is expected of the candidates, among as many as the prompt stage looks at. */
  private List<Shown<Item>> likest(Request request, int count) {
    int[] retrieved = index.retrieve(request.situation(), PROMPT_SETTINGS.retrieved());
    Likeness likeness = new Likeness(workshop, request);
    double[] likenesses =
        Arrays.stream(retrieved)
            .mapToDouble(d -> likeness.of(workshop.shown(index.demonstration(d))))
            .toArray();
    return shownReversed(retrieved, descending(likenesses), count);
  }

  private interface Choice {
    int[] choose(PredictedEffects predicted, Limits limits);
  }

  private Strategy effect(Choice choice) {
    return (request, count) -> {
      int[] retrieved = index.retrieve(request.situation(), RETRIEVED);
      return PredictedEffects.of(request.situation(), index, settings, retrieved)
          .map(p -> shown(p.inPromptOrder(choice.choose(p, Limits.atMost(count)))))
          .orElse(List.of());
    };
  }

  /** The demonstrations of largest effect alone, whatever the others do. */
  private List<Shown<Item>> single(Request request, int count) {
    return effect(
            (p, limits) -> {
              Effects effects = p.effects();
              double[] alone =
                  IntStream.range(0, effects.size()).mapToDouble(effects::value).toArray();
              return Arrays.copyOf(descending(alone), Math.min(limits.count(), alone.length));
            })
        .choose(request, count);
  }

  /** Among the retrieved, those whose targets are most popular; the most popular last. */
  private List<Shown<Item>> popular(Request request, int count) {
    int[] retrieved = index.retrieve(request.situation(), RETRIEVED);
    double[] popularity =
        Arrays.stream(retrieved)
            .mapToDouble(d -> workshop.popularity(index.demonstration(d).target()))
            .toArray();
    return shownReversed(retrieved, descending(popularity), count);
  }

  /** A greedy mode of a determinantal process over the retrieved, the first chosen last. */
  private List<Shown<Item>> determinantal(Request request, int count) {
    int[] retrieved = index.retrieve(request.situation(), RETRIEVED);
    double[] relevance =
        Arrays.stream(retrieved)
            .mapToDouble(d -> index.similarity(d, request.situation()))
            .toArray();
    int[] chosen =
        Determinantal.greedy(
            relevance, (i, j) -> index.similarity(retrieved[i], retrieved[j]), count);
    return shownReversed(retrieved, chosen, count);
  }

  /**
   * One demonstration made of many (Wang and Lim 2024, LLMSRec-Syn): the nearest users' last items,
   * then what they chose. In the room of {@code count} demonstrations.
   */
  private List<Shown<Item>> aggregated(Request request, int count) {
    int[] nearest = index.retrieve(request.situation(), 2 * count);
    List<Item> history = new ArrayList<>();
    List<Item> targets = new ArrayList<>();
    for (int i = nearest.length - 1; i >= 0; i--) {
      Shown<Item> shown = workshop.shown(index.demonstration(nearest[i]));
      history.add(shown.history().get(shown.history().size() - 1));
      targets.addAll(shown.targets());
    }
    return targets.isEmpty() ? List.of() : List.of(new Shown<>(history, targets));
  }

  private List<Shown<Item>> shown(int[] demonstrations) {
    return Arrays.stream(demonstrations)
        .mapToObj(index::demonstration)
        .map(workshop::shown)
        .toList();
  }

  private List<Shown<Item>> shownReversed(int[] retrieved, int[] order, int count) {
    int n = Math.min(count, order.length);
    return shown(IntStream.range(0, n).map(i -> retrieved[order[n - 1 - i]]).toArray());
  }

  private static int[] descending(double[] scores) {
    return IntStream.range(0, scores.length)
        .boxed()
        .sorted(Comparator.comparingDouble((Integer i) -> -scores[i]))
        .mapToInt(i -> i)
        .toArray();
  }
}
