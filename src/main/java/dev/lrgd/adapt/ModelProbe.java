package dev.lrgd.adapt;

import dev.lrgd.llm.Fusion;
import dev.lrgd.llm.Fusion.KnownChoice;
import dev.lrgd.llm.LanguageModelRanking;
import dev.lrgd.llm.Llm;
import dev.lrgd.llm.LlmAnswer;
import dev.lrgd.llm.LlmAnswer.Ranked;
import dev.lrgd.llm.LlmConfig;
import dev.lrgd.llm.MeasuredGains;
import dev.lrgd.llm.Question;
import dev.lrgd.pool.ModelCalibration;
import dev.lrgd.pool.ModelEffect;
import dev.lrgd.recommend.DemonstrationIndex;
import dev.lrgd.recommend.DualModelRanker;
import dev.lrgd.recommend.PromptStage;
import dev.lrgd.recommend.PromptStageConfig;
import dev.lrgd.recommend.Questions;
import dev.lrgd.recommend.Selection;
import dev.lrgd.recommend.Situation;
import dev.lrgd.recommend.TokenBudget;
import dev.lrgd.space.ItemSpace;
import dev.lrgd.space.PlacedItem;
import dev.lrgd.statistics.PredictionCheck;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Has the configured language model rank for held-out users, whose choice is known: from that is
 * learnt how much its order counts beside the dual model ({@link Fusion#fit}), and what its
 * measured effects are to the predicted ones (Effect_LLM, theory.md 3.2). It pays as any request
 * does, and stops with the first that gets no answer and when its time is up.
 */
@ApplicationScoped
public class ModelProbe {
  private static final int CANDIDATES = 20;
  private static final int DEMONSTRATIONS = 4;

  private final Optional<LanguageModelRanking> model;
  private final int lists;
  private final Duration budget;
  private final Duration time;
  private final PromptStage.Settings promptStage;
  private final Clock clock;

  @Inject
  ModelProbe(Llm llm, LlmConfig config, PromptStageConfig promptStage, Clock clock) {
    this(
        llm.ranking(),
        config.probe().lists(),
        config.budget(),
        config.probe().time(),
        promptStage.settings(),
        clock);
  }

  ModelProbe(
      Optional<LanguageModelRanking> model,
      int lists,
      Duration budget,
      Duration time,
      PromptStage.Settings promptStage,
      Clock clock) {
    this.model = model;
    this.promptStage = promptStage;
    this.lists = lists;
    this.budget = budget;
    this.time = time;
    this.clock = clock;
  }

  /** One that asks nobody. */
  static ModelProbe none() {
    return new ModelProbe(
        Optional.empty(),
        0,
        Duration.ZERO,
        Duration.ZERO,
        PromptStage.Settings.defaults(),
        Clock.systemUTC());
  }

  /** Whether there is a model, and it is to be asked anything. */
  boolean isOn() {
    return model.isPresent() && lists > 0;
  }

  /**
   * What was learnt.
   *
   * @param effect empty where no list had demonstrations
   */
  record Learnt(ModelCalibration calibration, Optional<ModelEffect> effect) {}

  /**
   * @param tenant who pays
   * @param index the demonstrations of the version that the calibration is for
   * @return empty where no model is to be asked, or none answers
   */
  Optional<Learnt> learn(
      String tenant, DemonstrationIndex index, List<ValidationSlice.Case> cases, long seed) {
    if (!isOn()) {
      return Optional.empty();
    }
    ItemSpace space = index.space();
    PromptStage stage = new PromptStage(index, promptStage);
    Lists seen = new Lists(seed);
    Instant end = clock.instant().plus(time);
    for (ValidationSlice.Case heldOut : cases.subList(0, Math.min(lists, cases.size()))) {
      long own = 31 * seed + heldOut.user().hashCode();
      Situation situation =
          Situation.of(
              space, heldOut.user(), Places.of(space, heldOut.history()), Situation.NOW, own);
      List<PlacedItem> candidates = candidates(space, heldOut, own);
      Selection selection =
          stage.select(situation, candidates, DEMONSTRATIONS, TokenBudget.UNLIMITED);
      if (!clock.instant().isBefore(end) || !seen.add(situation, selection, candidates, tenant)) {
        break;
      }
    }
    return seen.learnt();
  }

  /** What was chosen, and others at random. */
  private static List<PlacedItem> candidates(
      ItemSpace space, ValidationSlice.Case heldOut, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Set<Integer> candidates = new LinkedHashSet<>();
    candidates.add(space.indexOf(heldOut.target()));
    for (int draw = 0; draw < 4 * CANDIDATES && candidates.size() < CANDIDATES; draw++) {
      candidates.add(random.nextInt(space.size()));
    }
    return candidates.stream().map(space::place).toList();
  }

  private LlmAnswer ask(Question question, String tenant) {
    return model.orElseThrow().measure(question, tenant, clock.instant().plus(budget));
  }

  /** What was seen so far; in every list what was chosen stands first. */
  private final class Lists {
    private final List<KnownChoice> choices = new ArrayList<>();
    private final List<Double> predicted = new ArrayList<>();
    private final List<Double> measured = new ArrayList<>();
    private final long seed;
    private boolean byLogProbabilities = true;
    private Ranked last;

    Lists(long seed) {
      this.seed = seed;
    }

    boolean add(
        Situation situation, Selection selection, List<PlacedItem> candidates, String tenant) {
      Question question = Questions.of(situation, selection, candidates);
      if (!(ask(question, tenant) instanceof Ranked shown)) {
        return false;
      }
      last = shown;
      choices.add(
          new KnownChoice(
              new DualModelRanker().scores(situation, selection, candidates),
              Fusion.logRanks(shown.order(), candidates.size()),
              0));
      if (selection.demonstrations().isEmpty()) {
        return true;
      }
      if (!(ask(question.zeroShot(), tenant) instanceof Ranked bare)) {
        return false;
      }
      predicted.add(selection.effect());
      MeasuredGains gains = MeasuredGains.of(shown, bare, candidates.size());
      measured.add(gains.gains()[0]);
      byLogProbabilities &= gains.byLogProbabilities();
      return true;
    }

    Optional<Learnt> learnt() {
      if (choices.isEmpty()) {
        return Optional.empty();
      }
      Optional<ModelEffect> effect = effect();
      ModelCalibration calibration =
          new ModelCalibration(
              last.model(),
              last.promptVersion(),
              Fusion.fit(choices),
              effect.map(e -> e.check().slope()).orElse(0.0),
              choices.size());
      return Optional.of(new Learnt(calibration, effect));
    }

    private Optional<ModelEffect> effect() {
      return measured.isEmpty()
          ? Optional.empty()
          : Optional.of(
              new ModelEffect(
                  last.model(),
                  last.promptVersion(),
                  ModelEffect.Source.HELD_OUT,
                  byLogProbabilities,
                  PredictionCheck.of(numbers(predicted), numbers(measured), seed)));
    }

    private static double[] numbers(List<Double> numbers) {
      return numbers.stream().mapToDouble(Double::doubleValue).toArray();
    }
  }
}
