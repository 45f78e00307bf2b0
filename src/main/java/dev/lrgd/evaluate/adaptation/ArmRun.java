package dev.lrgd.evaluate.adaptation;

import dev.lrgd.adapt.OutcomeSource;
import dev.lrgd.adapt.SecondStage;
import dev.lrgd.adapt.ValidationSlice;
import dev.lrgd.evaluate.adaptation.Arm.Learning;
import dev.lrgd.feedback.Event;
import dev.lrgd.feedback.Outcome;
import dev.lrgd.feedback.OutcomePage;
import dev.lrgd.feedback.RecommendationRecord;
import dev.lrgd.pool.Demonstration;
import dev.lrgd.pool.Findings.Steps;
import dev.lrgd.pool.Tuning;
import dev.lrgd.pool.Verdict;
import dev.lrgd.recommend.DualModelRanker;
import dev.lrgd.recommend.FirstStage;
import dev.lrgd.recommend.Selection;
import dev.lrgd.recommend.Situation;
import dev.lrgd.space.Interaction;
import dev.lrgd.space.ItemSpace;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * One arm through all rounds of one world. A round recommends to its visits from the pool of the
 * round before, by the dual model; what users do with the lists becomes outcomes, and what they
 * chose interactions; then the second stage has its turn, and what it decides is published as
 * {@code Adaptation} publishes it: also a version that stays takes the new vectors, and outcomes
 * that moved nothing are left for the next round.
 */
final class ArmRun {
  private static final int DEMONSTRATIONS = 4;

  private final Arm arm;
  private final Scenario scenario;
  private final Timeline timeline;
  private final ClickModel clicks;
  private final SecondStage secondStage;

  /** Every version published, oldest first, and which of them is active. */
  private final List<Pool> versions = new ArrayList<>();

  private Pool active;

  private final List<OutcomePage.Answer> outcomes = new ArrayList<>();
  private final List<Interaction> own;
  private final List<Verdict> verdicts = new ArrayList<>();
  private Optional<Steps> steps = Optional.empty();
  private int clicked;

  ArmRun(Arm arm, Scenario scenario, Timeline timeline, ClickModel clicks) {
    this.arm = arm;
    this.scenario = scenario;
    this.timeline = timeline;
    this.clicks = clicks;
    this.own = new ArrayList<>(scenario.warmUp());
    this.secondStage =
        new SecondStage(arm.settings(), tuning -> Pool.settings(tuning, arm.exploration()));
    publish(timeline.space(0), timeline.first(), Tuning.START);
  }

  /**
   * @param every so many rounds the pool is judged; at the drift twice, by users of before it and
   *     of after it
   */
  ArmTrace run(Judge judge, int every) {
    int rounds = scenario.rounds().size();
    int drift = rounds / 2;
    List<Checkpoint> checkpoints = new ArrayList<>();
    checkpoints.add(judge.judge(active, 0, false));
    for (int round = 1; round <= rounds; round++) {
      if (arm.adapts()) {
        serve(round);
        adapt(round);
      }
      if (round == drift) {
        checkpoints.add(judge.judge(active, round, false));
        checkpoints.add(judge.judge(active, round, true));
      } else if (round % every == 0 || round == rounds) {
        checkpoints.add(judge.judge(active, round, round > drift));
      }
    }
    return new ArmTrace(checkpoints, List.copyOf(verdicts), clicked);
  }

  private void serve(int round) {
    FirstStage firstStage = active.firstStage(arm.exploration());
    int number = 0;
    for (Visit visit : scenario.rounds().get(round - 1)) {
      if (visit.history().isEmpty()) {
        own.add(visit.chosen());
        continue;
      }
      RecommendationRecord recommendation = recommend(firstStage, visit, round + "-" + number++);
      outcomes.add(outcome(visit, recommendation));
    }
  }

  private RecommendationRecord recommend(FirstStage firstStage, Visit visit, String id) {
    Situation situation = active.situation(visit.chosen().user(), visit.history());
    Selection selection = firstStage.select(situation, DEMONSTRATIONS);
    double[] scores =
        new DualModelRanker().scores(situation, selection, active.placed(visit.candidates()));
    List<String> list =
        IntStream.range(0, scores.length)
            .boxed()
            .sorted(Comparator.comparingDouble((Integer c) -> -scores[c]))
            .limit(clicks.length())
            .map(visit.candidates()::get)
            .toList();
    return new RecommendationRecord(
        id,
        active.version().number(),
        Optional.of(visit.chosen().user()),
        Instant.ofEpochSecond(visit.chosen().time()),
        visit.history(),
        list,
        selection.demonstrations().stream().map(s -> s.demonstration().id()).toList(),
        selection.demonstrations().stream().map(Selection.Selected::propensity).toList(),
        selection.effect());
  }

  /** A click on what was chosen, or the first of the list was looked at and passed over. */
  private OutcomePage.Answer outcome(Visit visit, RecommendationRecord recommendation) {
    int place = 1 + recommendation.items().indexOf(visit.chosen().item());
    boolean clicks = place > 0 && this.clicks.clicks(place, visit.lot());
    clicked += clicks ? 1 : 0;
    String item = clicks ? visit.chosen().item() : recommendation.items().get(0);
    Outcome outcome =
        new Outcome(
            recommendation.id(),
            recommendation.id(),
            item,
            clicks ? Event.CLICK : Event.SKIP,
            recommendation.answeredAt());
    OutcomePage.Answer answer = new OutcomePage.Answer(outcome, Optional.of(recommendation));
    own.add(
        answer
            .choice()
            .orElseGet(
                () ->
                    new Interaction(
                        visit.chosen().user(), item, visit.chosen().time(), Double.NaN)));
    return answer;
  }

  private void adapt(int round) {
    ItemSpace space = space(round);
    ValidationSlice slice =
        arm.learns() == Learning.CHOICES && arm.settings().validationUsers() > 0
            ? timeline.slice(round)
            : ValidationSlice.of(
                arm.learns() == Learning.CHOICES ? scenario.known(round) : own,
                round,
                arm.settings());
    List<OutcomePage.Answer> read = List.copyOf(outcomes);
    OutcomeSource source = read::forEach;
    SecondStage.Decision decision =
        secondStage.decide(new SecondStage.Round(active.version(), slice, space, source, steps));
    steps = Optional.of(decision.findings().steps());
    verdicts.add(decision.verdict());
    if (decision.changes()) {
      outcomes.clear();
    }
    Optional<Pool> before = decision.goesBack() ? before() : Optional.empty();
    if (before.isPresent()) {
      active = before.get();
    } else {
      publish(space, decision.demonstrations(), decision.tuning());
    }
  }

  /**
   * The vectors after a round. What an arm does not learn demonstrations from, it does not fit
   * vectors to either: one that learns from its own recommendations knows real choices only where
   * they were clicked.
   */
  private ItemSpace space(int round) {
    if (!arm.refits()) {
      return timeline.space(0);
    }
    if (arm.learns() == Learning.CHOICES) {
      return timeline.space(round);
    }
    return timeline.isFitted(round) ? timeline.fit(own) : active.version().space();
  }

  /** The newest version older than the active one. */
  private Optional<Pool> before() {
    return versions.stream()
        .filter(pool -> pool.version().number() < active.version().number())
        .reduce((older, newer) -> newer);
  }

  private void publish(ItemSpace space, List<Demonstration> demonstrations, Tuning tuning) {
    active = Pool.of(versions.size() + 1, space, demonstrations, tuning);
    versions.add(active);
  }
}
