package dev.lrgd.evaluate.adaptation;

import dev.lrgd.dual.Concentration;
import dev.lrgd.evaluate.incontext.Prompt.Shown;
import dev.lrgd.evaluate.subject.InContextSubject;
import dev.lrgd.evaluate.subject.Outcome;
import dev.lrgd.evaluate.subject.Request;
import dev.lrgd.pool.Demonstration;
import dev.lrgd.recommend.CandidateGenerator;
import dev.lrgd.recommend.DualModelRanker;
import dev.lrgd.recommend.FirstStage;
import dev.lrgd.recommend.PromptStage;
import dev.lrgd.recommend.Selection;
import dev.lrgd.recommend.Situation;
import dev.lrgd.recommend.TokenBudget;
import dev.lrgd.space.Item;
import dev.lrgd.space.PlacedItem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Serves held-out users from a pool as it is, as the service does, nothing left to chance, and
 * measures how their last choice among 20 is ranked: by the dual model with what the first stage
 * chooses for it, and by the in-context recommender, where there is one, with what the prompt stage
 * chooses for a language model.
 */
final class Judge {
  static final String DUAL = "dual model";
  private static final int DEMONSTRATIONS = 4;
  private static final int LIST = 10;

  /** Whole lists are made for this many users only: each costs a scan of the catalogue. */
  private static final int LISTS = 50;

  private final Scenario scenario;
  private final Map<String, Item> items = new HashMap<>();
  private final Optional<InContextSubject> recommender;

  /** A pass costs more than a selection, and pools often choose the same. */
  private final Map<List<String>, Double> passes = new ConcurrentHashMap<>();

  Judge(Scenario scenario, Optional<InContextSubject> recommender) {
    this.scenario = scenario;
    this.recommender = recommender;
    scenario.items().forEach(item -> items.put(item.id(), item));
  }

  Checkpoint judge(Pool pool, int round, boolean after) {
    List<Question> questions = after ? scenario.after() : scenario.before();
    Map<String, double[]> ndcg = new HashMap<>();
    Map<String, double[]> zeroShot = new HashMap<>();
    List<String> subjects = new ArrayList<>(List.of(DUAL));
    recommender.ifPresent(subject -> subjects.add(subject.name()));
    for (String subject : subjects) {
      ndcg.put(subject, new double[questions.size()]);
      zeroShot.put(subject, new double[questions.size()]);
    }
    FirstStage firstStage = pool.firstStage(0);
    PromptStage promptStage = new PromptStage(pool.index(), PromptStage.Settings.defaults());
    CandidateGenerator catalogue = new CandidateGenerator(pool.version().space());
    double[] exposures = new double[pool.version().space().size()];
    for (int u = 0; u < questions.size(); u++) {
      Question question = questions.get(u);
      Situation situation = pool.situation(question.list().user(), question.history());
      Selection selection = firstStage.select(situation, DEMONSTRATIONS);
      Request request = request(question, situation);
      ndcg.get(DUAL)[u] = dual(pool, request, selection);
      zeroShot.get(DUAL)[u] = dual(pool, request, Selection.none());
      if (recommender.isPresent()) {
        String name = recommender.get().name();
        ndcg.get(name)[u] = inContext(request, prompt(promptStage, pool, request));
        zeroShot.get(name)[u] = inContext(request, List.of());
      }
      if (u < LISTS) {
        catalogue
            .best(DualModelRanker.output(situation, selection), LIST, item -> true)
            .forEach(item -> exposures[item.index()]++);
      }
    }
    List<Demonstration> demonstrations = pool.version().demonstrations();
    double[] weights = demonstrations.stream().mapToDouble(Demonstration::weight).toArray();
    int covered = 0;
    for (double exposure : exposures) {
      covered += exposure > 0 ? 1 : 0;
    }
    return new Checkpoint(
        round,
        after,
        ndcg,
        zeroShot,
        weights.length,
        Concentration.effectiveNumber(weights),
        pool.index().participationRatio(),
        (double) covered / exposures.length,
        Concentration.gini(exposures),
        demonstrations.stream()
            .filter(d -> d.time() >= drift())
            .mapToDouble(Demonstration::weight)
            .sum());
  }

  /** The time of the first choice after the drift. */
  private long drift() {
    return scenario.rounds().get(scenario.rounds().size() / 2).get(0).chosen().time();
  }

  private Request request(Question question, Situation situation) {
    return new Request(
        items(question.history()),
        items(question.list().candidates()),
        question.list().candidates().indexOf(question.list().positive()),
        situation);
  }

  private List<Item> items(List<String> ids) {
    return ids.stream().map(items::get).toList();
  }

  private static double dual(Pool pool, Request request, Selection selection) {
    double[] scores =
        new DualModelRanker().scores(request.situation(), selection, placed(pool, request));
    return Outcome.of(request, scores).ndcg();
  }

  private static List<Demonstration> prompt(PromptStage promptStage, Pool pool, Request request) {
    return promptStage
        .select(request.situation(), placed(pool, request), DEMONSTRATIONS, TokenBudget.UNLIMITED)
        .demonstrations()
        .stream()
        .map(Selection.Selected::demonstration)
        .toList();
  }

  private static List<PlacedItem> placed(Pool pool, Request request) {
    return pool.placed(request.candidates().stream().map(Item::id).toList());
  }

  private double inContext(Request request, List<Demonstration> demonstrations) {
    List<String> key = new ArrayList<>();
    request.candidates().forEach(item -> key.add(item.id()));
    request.history().forEach(item -> key.add(item.id()));
    demonstrations.forEach(d -> key.add(d.id()));
    return passes.computeIfAbsent(
        key,
        any ->
            recommender
                .orElseThrow()
                .outcome(
                    request,
                    demonstrations.stream()
                        .map(d -> new Shown<>(items(d.history()), List.of(items.get(d.target()))))
                        .toList())
                .ndcg());
  }
}
