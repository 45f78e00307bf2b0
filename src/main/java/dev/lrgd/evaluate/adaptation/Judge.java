package dev.lrgd.evaluate.adaptation;

import dev.lrgd.dual.Concentration;
import dev.lrgd.evaluate.incontext.Prompt.Shown;
import dev.lrgd.evaluate.subject.Outcome;
import dev.lrgd.evaluate.subject.Request;
import dev.lrgd.evaluate.subject.Subject;
import dev.lrgd.pool.Demonstration;
import dev.lrgd.recommend.CandidateGenerator;
import dev.lrgd.recommend.DualModelRanker;
import dev.lrgd.recommend.FirstStage;
import dev.lrgd.recommend.Selection;
import dev.lrgd.recommend.Situation;
import dev.lrgd.space.Item;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Serves held-out users from a pool as it is, by the service's own first stage and nothing left to
 * chance, and measures how the dual model ranks their last choice among 20, and how other models do
 * with the same demonstrations.
 */
final class Judge {
  static final String DUAL = "dual model";
  private static final int DEMONSTRATIONS = 4;
  private static final int LIST = 10;

  /** Whole lists are made for this many users only: each costs a scan of the catalogue. */
  private static final int LISTS = 50;

  private final Scenario scenario;
  private final Map<String, Item> items = new HashMap<>();
  private final List<Subject> others;

  /** A pass costs more than a selection, and pools often choose the same. */
  private final Map<List<String>, Double> passes = new ConcurrentHashMap<>();

  Judge(Scenario scenario, List<Subject> others) {
    this.scenario = scenario;
    this.others = List.copyOf(others);
    scenario.items().forEach(item -> items.put(item.id(), item));
  }

  Checkpoint judge(Pool pool, int round, boolean after) {
    List<Question> questions = after ? scenario.after() : scenario.before();
    Map<String, double[]> ndcg = new HashMap<>();
    Map<String, double[]> zeroShot = new HashMap<>();
    List<String> subjects = new ArrayList<>(List.of(DUAL));
    others.forEach(subject -> subjects.add(subject.name()));
    for (String subject : subjects) {
      ndcg.put(subject, new double[questions.size()]);
      zeroShot.put(subject, new double[questions.size()]);
    }
    FirstStage firstStage = pool.firstStage(0);
    CandidateGenerator catalogue = new CandidateGenerator(pool.version().space());
    double[] exposures = new double[pool.version().space().size()];
    for (int u = 0; u < questions.size(); u++) {
      Question question = questions.get(u);
      Situation situation = pool.situation(question.list().user(), question.history());
      Selection selection = firstStage.select(situation, DEMONSTRATIONS);
      Request request = request(question, situation);
      ndcg.get(DUAL)[u] = dual(pool, request, selection);
      zeroShot.get(DUAL)[u] = dual(pool, request, Selection.none());
      List<Demonstration> shown =
          selection.demonstrations().stream().map(Selection.Selected::demonstration).toList();
      for (Subject subject : others) {
        ndcg.get(subject.name())[u] = measured(subject, request, shown);
        zeroShot.get(subject.name())[u] = measured(subject, request, List.of());
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
        new DualModelRanker()
            .scores(
                request.situation(),
                selection,
                pool.placed(request.candidates().stream().map(Item::id).toList()));
    return Outcome.of(request, scores).ndcg();
  }

  private double measured(Subject subject, Request request, List<Demonstration> demonstrations) {
    List<String> key = new ArrayList<>(List.of(subject.name()));
    request.candidates().forEach(item -> key.add(item.id()));
    request.history().forEach(item -> key.add(item.id()));
    demonstrations.forEach(d -> key.add(d.id()));
    return passes.computeIfAbsent(
        key,
        any ->
            subject
                .outcome(
                    request,
                    demonstrations.stream()
                        .map(d -> new Shown<>(items(d.history()), List.of(items.get(d.target()))))
                        .toList())
                .ndcg());
  }
}
