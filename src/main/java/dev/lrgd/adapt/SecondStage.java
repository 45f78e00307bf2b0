package dev.lrgd.adapt;

import dev.lrgd.dual.MirrorStep;
import dev.lrgd.pool.Demonstration;
import dev.lrgd.pool.Evidence;
import dev.lrgd.pool.Findings;
import dev.lrgd.pool.Findings.Detectors;
import dev.lrgd.pool.Findings.Difference;
import dev.lrgd.pool.Findings.Steps;
import dev.lrgd.pool.PoolVersion;
import dev.lrgd.pool.Tuning;
import dev.lrgd.pool.Verdict;
import dev.lrgd.recommend.DemonstrationIndex;
import dev.lrgd.recommend.FirstStageSettings;
import dev.lrgd.recommend.Replay;
import dev.lrgd.space.ItemSpace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * One round of the second stage on a pool (theory.md 6.2): outcomes become gains, gains move the
 * weights under the pull of the anchor, what users did since refreshes the pool, strengths are
 * chosen on held-out users, and the result is committed, held or rolled back by what they and the
 * detectors of collapse say. Without a store or a clock: the service and the command {@code
 * adaptation} run the same.
 */
public final class SecondStage {
  /** This part of the held-out users chooses strengths; the others, who judge, do not know them. */
  private static final int TUNING_SHARE = 3;

  private final SecondStageSettings settings;
  private final Function<Tuning, FirstStageSettings> firstStage;
  private final CommitRule rule;

  /**
   * @param firstStage what serves a version of given strengths
   */
  public SecondStage(
      SecondStageSettings settings, Function<Tuning, FirstStageSettings> firstStage) {
    this.settings = settings;
    this.firstStage = firstStage;
    this.rule = new CommitRule(settings);
  }

  /**
   * What a round works on.
   *
   * @param active what answers now; {@link PoolVersion#none} before the first version
   * @param slice of everything users did
   * @param space of the slice's training part
   * @param outcomes since the active version
   * @param steps what the round before handed on; empty for the first
   */
  public record Round(
      PoolVersion active,
      ValidationSlice slice,
      ItemSpace space,
      OutcomeSource outcomes,
      Optional<Steps> steps) {}

  /**
   * What it comes to.
   *
   * @param demonstrations to be active from now on: the proposed ones, or those that were
   * @param tuning likewise
   * @param changes whether these are other demonstrations than those that were
   * @param goesBack whether what is active rings an alarm itself, so that an older version is
   *     better
   * @param sentences what changed and why
   */
  public record Decision(
      List<Demonstration> demonstrations,
      Tuning tuning,
      Verdict verdict,
      boolean changes,
      boolean goesBack,
      Findings findings,
      List<String> sentences) {}

  /** The decision for a pool that has nothing but these demonstrations yet. */
  Decision first(List<Demonstration> demonstrations) {
    Findings none = Findings.none(rule.begin());
    return new Decision(
        demonstrations, Tuning.START, Verdict.COMMITTED, true, false, none, List.of());
  }

  /** The same round comes to the same decision. */
  public Decision decide(Round round) {
    Steps steps = round.steps().orElseGet(rule::begin);
    RealisedGains gains = gains(round);
    Refresh.Result refreshed = refresh(round, gains, steps);
    List<Demonstration> proposed = ProbeEffects.measured(round.space(), refreshed.demonstrations());
    Validation validation =
        Validation.of(round.space(), round.slice().cases(), firstStage, settings.seed());
    int tuned = settings.tunes() ? validation.users() / TUNING_SHARE : 0;
    PairedBootstrap bootstrap = new PairedBootstrap(settings.seed());
    Tuning tuning =
        tuned == 0
            ? round.active().tuning().withZeroShot(false)
            : new TuningSearch(validation.part(0, tuned), bootstrap)
                .from(round.active().tuning(), proposed);
    Judgement judgement =
        judge(round, validation.part(tuned, validation.users()), proposed, tuning, steps);
    Findings findings =
        new Findings(
            gains.outcomes(),
            gains.bound(),
            judgement.before,
            judgement.after,
            judgement.versusActive,
            judgement.versusZeroShot,
            gains.calibration(),
            rule.after(judgement.verdict, steps, validation.users() > 0),
            tuning,
            judgement.alarms,
            gains.modelEffects(settings.seed()));
    return decision(round, refreshed, proposed, judgement, findings);
  }

  private RealisedGains gains(Round round) {
    FirstStageSettings tuned = firstStage.apply(round.active().tuning());
    DemonstrationIndex index =
        DemonstrationIndex.of(round.space(), round.active().demonstrations(), tuned.transitions());
    RealisedGains gains =
        new RealisedGains(
            round.active(), round.space(), new Replay(index, tuned), settings.propensityCap());
    round.outcomes().forEach(gains::read);
    return gains;
  }

  /** Weights moved, evidence added, old ones out and new ones in. */
  private Refresh.Result refresh(Round round, RealisedGains gains, Steps steps) {
    List<Demonstration> active = round.active().demonstrations();
    Evidence[] evidence = gains.evidence();
    // Without an outcome there is no gain to weigh against the pull of the anchor, and a step would
    // forget what earlier outcomes taught.
    double[] x =
        steps.eta() == 0 || gains.bound() == 0
            ? Reweighting.logRatios(active)
            : new Reweighting(new MirrorStep(steps.eta(), steps.alpha()), settings.bonus())
                .advance(active, evidence, gains.bound());
    List<Demonstration> moved = new ArrayList<>();
    for (int d = 0; d < evidence.length; d++) {
      moved.add(active.get(d).withEvidence(active.get(d).evidence().plus(evidence[d])));
    }
    Refresh.Result refreshed =
        new Refresh(settings).refresh(round.space(), moved, round.slice().training());
    return refreshed.with(weighted(refreshed.demonstrations(), round.active(), x));
  }

  /** Anchors are even; a demonstration that is new stands at x = 0. */
  private static List<Demonstration> weighted(
      List<Demonstration> demonstrations, PoolVersion active, double[] x) {
    double[] anchor = new double[demonstrations.size()];
    double[] ratios = new double[anchor.length];
    for (int d = 0; d < anchor.length; d++) {
      int before = active.indexOf(demonstrations.get(d).id());
      anchor[d] = 1.0 / anchor.length;
      ratios[d] = before < 0 ? 0 : x[before];
    }
    double[] weights = MirrorStep.weights(anchor, ratios);
    List<Demonstration> weighted = new ArrayList<>();
    for (int d = 0; d < anchor.length; d++) {
      weighted.add(demonstrations.get(d).withWeights(Math.min(1, weights[d]), anchor[d]));
    }
    return weighted;
  }

  private record Judgement(
      Verdict verdict,
      boolean goesBack,
      Detectors before,
      Detectors after,
      Optional<Difference> versusActive,
      Optional<Difference> versusZeroShot,
      List<String> alarms) {}

  private Judgement judge(
      Round round, Validation judges, List<Demonstration> proposed, Tuning tuning, Steps steps) {
    PoolVersion active = round.active();
    int catalogue = round.space().size();
    Validation.Measured with = judges.measure(proposed, tuning);
    Validation.Measured was = judges.measure(active.demonstrations(), active.tuning());
    Detectors before = CollapseDetectors.of(active.demonstrations(), was, catalogue);
    Detectors after = CollapseDetectors.of(proposed, with, catalogue);
    Optional<Difference> versusActive = Optional.empty();
    Optional<Difference> versusZeroShot = Optional.empty();
    boolean activeHarms = false;
    if (judges.users() > 0) {
      double delta = rule.delta(steps) / 2;
      PairedBootstrap bootstrap = new PairedBootstrap(settings.seed());
      double[] none = judges.ndcg(judges.index(List.of()), tuning);
      versusActive = Optional.of(bootstrap.difference(with.ndcg(), was.ndcg(), delta));
      versusZeroShot = Optional.of(bootstrap.difference(with.ndcg(), none, delta));
      activeHarms = bootstrap.difference(was.ndcg(), none, delta).high() < 0;
    }
    List<String> alarms = CollapseDetectors.alarms(before, after);
    alarms.addAll(rule.alarms(versusActive, versusZeroShot));
    Verdict verdict = rule.verdict(!alarms.isEmpty(), versusActive, versusZeroShot, steps);
    if (active.number() == 0 && verdict != Verdict.COMMITTED) {
      // There is nothing to stay with.
      verdict = alarms.isEmpty() ? Verdict.COMMITTED : Verdict.RESET;
    }
    boolean goesBack =
        verdict == Verdict.ROLLED_BACK
            && (activeHarms || !CollapseDetectors.alarms(before, before).isEmpty());
    return new Judgement(verdict, goesBack, before, after, versusActive, versusZeroShot, alarms);
  }

  private static Decision decision(
      Round round,
      Refresh.Result refreshed,
      List<Demonstration> proposed,
      Judgement judgement,
      Findings findings) {
    List<String> sentences = Reasons.of(refreshed, judgement.verdict, findings);
    return switch (judgement.verdict) {
      case COMMITTED ->
          new Decision(
              proposed, findings.tuning(), judgement.verdict, true, false, findings, sentences);
      case RESET ->
          new Decision(
              atTheAnchor(proposed),
              findings.tuning().withZeroShot(true),
              judgement.verdict,
              true,
              false,
              findings,
              sentences);
      case HELD, ROLLED_BACK ->
          new Decision(
              round.active().demonstrations(),
              round.active().tuning(),
              judgement.verdict,
              false,
              judgement.goesBack,
              findings,
              sentences);
    };
  }

  private static List<Demonstration> atTheAnchor(List<Demonstration> demonstrations) {
    return demonstrations.stream()
        .map(d -> d.withWeights(d.anchorWeight(), d.anchorWeight()))
        .toList();
  }
}
