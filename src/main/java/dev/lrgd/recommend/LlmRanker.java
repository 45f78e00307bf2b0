package dev.lrgd.recommend;

import dev.lrgd.llm.Fusion;
import dev.lrgd.llm.LanguageModelRanking;
import dev.lrgd.llm.Llm;
import dev.lrgd.llm.LlmAnswer;
import dev.lrgd.llm.LlmConfig;
import dev.lrgd.llm.Question;
import dev.lrgd.pool.ModelCalibration;
import dev.lrgd.pool.PoolId;
import dev.lrgd.pool.PoolVersion;
import dev.lrgd.recommend.RecommendationAnswer.Usage;
import dev.lrgd.space.ItemSpace;
import dev.lrgd.space.PlacedItem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Ranks by the language model and the dual model together ({@link Fusion}), and by the dual model
 * alone where no model is configured, wanted or able to answer. The model sees the dual model's
 * best candidates; the others rank behind what it put last.
 */
@ApplicationScoped
public class LlmRanker {
  public static final String NAME = "llm";

  private final Optional<LanguageModelRanking> model;
  private final LlmConfig config;
  private final Clock clock;
  private final EffectMeasurement measurement;

  @Inject
  LlmRanker(Llm llm, LlmConfig config, Clock clock) {
    this(llm.ranking(), config, clock);
  }

  LlmRanker(Optional<LanguageModelRanking> model, LlmConfig config, Clock clock) {
    this.model = model;
    this.config = config;
    this.clock = clock;
    this.measurement = new EffectMeasurement(config.measuredShare());
  }

  /** Whether the language model is to rank. */
  boolean isWanted(RecommendationRequest request, boolean anyHistory) {
    return request.ranker() != RankerChoice.DUAL_MODEL && anyHistory && model.isPresent();
  }

  /** Why it does not rank though it was asked for by name. */
  List<String> whyNot(RankerChoice choice) {
    if (choice != RankerChoice.LLM) {
      return List.of();
    }
    String reason = model.isEmpty() ? "not configured" : "there is no history to go by";
    return List.of(NAME + ": " + reason);
  }

  /** How many candidates it is worth to look for. */
  int wanted(int limit) {
    return Math.max(limit, config.candidates());
  }

  /**
   * Candidates as the dual model scores them, shown nothing.
   *
   * @param shown places of its best, as many as a prompt shows
   */
  record Shortlist(List<PlacedItem> candidates, double[] scores, int[] shown) {
    List<PlacedItem> ofModel() {
      return Arrays.stream(shown).mapToObj(candidates::get).toList();
    }
  }

  Shortlist shortlist(Situation situation, List<PlacedItem> candidates) {
    double[] scores = new DualModelRanker().scores(situation, Selection.none(), candidates);
    int most = Math.min(config.candidates(), scores.length);
    return new Shortlist(candidates, scores, TopK.of(scores, most, c -> true));
  }

  /**
   * Demonstrations for the prompt, chosen for the candidates that the model is to be shown.
   *
   * @param count how many at most
   */
  Selection select(PreparedPool prepared, Situation situation, Shortlist shortlist, int count) {
    return prepared
        .promptStage()
        .select(situation, shortlist.ofModel(), count, budget(prepared.space()));
  }

  /** What the prompt has room for. */
  private TokenBudget budget(ItemSpace space) {
    LanguageModelRanking ranking = model.orElseThrow();
    return new TokenBudget(
        config.demonstrationTokens(),
        demonstration -> ranking.tokens(Questions.example(demonstration, space)));
  }

  /**
   * @param selection as it was chosen for this shortlist; the dual model does not read it
   * @param deadline of the request, if it has one
   */
  Ranked rank(
      PoolId pool,
      PoolVersion version,
      Situation situation,
      Selection selection,
      Shortlist shortlist,
      Optional<Instant> deadline) {
    List<PlacedItem> ofModel = shortlist.ofModel();
    Question question = Questions.of(situation, selection, ofModel);
    Instant start = clock.instant();
    Instant end = earlier(start, deadline);
    LanguageModelRanking ranking = model.orElseThrow();
    boolean measured = measurement.isDue(situation, selection);
    LlmAnswer answer =
        measured
            ? ranking.measure(question, pool.tenant(), end)
            : ranking.rank(question, pool.tenant(), end);
    if (answer instanceof LlmAnswer.Failed failed) {
      return Ranked.by(
          new DualModelRanker(), shortlist.scores, List.of(NAME + ": " + failed.reason()));
    }
    LlmAnswer.Ranked order = (LlmAnswer.Ranked) answer;
    Ranked fused = fused(version, shortlist, order);
    Instant now = clock.instant();
    if (!measured
        || !EffectMeasurement.leavesTime(
            Duration.between(start, now), Duration.between(now, end))) {
      return fused;
    }
    LlmAnswer bare = ranking.measure(question.zeroShot(), pool.tenant(), end);
    return fused.measured(bare, EffectMeasurement.effect(order, bare, ofModel));
  }

  private Ranked fused(PoolVersion version, Shortlist shortlist, LlmAnswer.Ranked answer) {
    double[] scores = shortlist.scores;
    List<Integer> order = answer.order().stream().map(place -> shortlist.shown[place]).toList();
    double weight =
        version
            .calibration(answer.model(), answer.promptVersion())
            .map(ModelCalibration::fusionWeight)
            .orElse(config.fusionWeight());
    double[] ofModel =
        Arrays.stream(Fusion.logRanks(order, scores.length)).map(x -> -weight * x).toArray();
    double[] fused = scores.clone();
    for (int c = 0; c < fused.length; c++) {
      fused[c] += ofModel[c];
    }
    Usage usage =
        new Usage(
            answer.model(), answer.promptVersion(), answer.inputTokens(), answer.outputTokens());
    return new Ranked(NAME, fused, ofModel, usage, List.of(), Optional.empty());
  }

  private Instant earlier(Instant start, Optional<Instant> deadline) {
    Instant own = start.plus(config.budget());
    return deadline.map(d -> d.minus(config.margin())).filter(d -> d.isBefore(own)).orElse(own);
  }
}
