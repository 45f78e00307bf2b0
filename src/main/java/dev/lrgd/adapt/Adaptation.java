package dev.lrgd.adapt;

import dev.lrgd.feedback.LogPlaces;
import dev.lrgd.feedback.OutcomeLog;
import dev.lrgd.pool.AdaptationReport;
import dev.lrgd.pool.AdaptationTurn;
import dev.lrgd.pool.Findings;
import dev.lrgd.pool.PoolContents;
import dev.lrgd.pool.PoolId;
import dev.lrgd.pool.PoolStatus;
import dev.lrgd.pool.PoolStore;
import dev.lrgd.pool.PoolVersion;
import dev.lrgd.pool.StoreRefusal;
import dev.lrgd.pool.VersionSummary;
import dev.lrgd.recommend.DemonstrationIndex;
import dev.lrgd.recommend.FirstStageConfig;
import dev.lrgd.space.FitSettings;
import dev.lrgd.space.Interaction;
import dev.lrgd.space.ItemSpace;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * The second stage of one pool, between stores: what users chose from recommendations becomes
 * interactions, everything PUT is folded in, {@link SecondStage} decides, and the decision is
 * published, or its report kept.
 *
 * <p>Killed anywhere before the publication, it leaves the active version as it was: interactions
 * staged twice are the same, outcomes are counted as read by the version that learnt from them and
 * by nothing else, and the turn ends with its lease. The next run does all of it again.
 */
@ApplicationScoped
public class Adaptation {

  private static final Logger LOG = Logger.getLogger(Adaptation.class);

  private final PoolStore store;
  private final OutcomeLog log;
  private final SecondStageSettings settings;
  private final SecondStage secondStage;
  private final int maxOutcomes;
  private final int maxInteractions;
  private final Clock clock;
  private final FirstStageConfig firstStage;
  private ModelProbe probe = ModelProbe.none();

  @Inject
  public Adaptation(
      PoolStore store,
      OutcomeLog log,
      AdaptConfig config,
      SecondStageConfig secondStage,
      FirstStageConfig firstStage,
      Clock clock) {
    this.store = store;
    this.log = log;
    this.settings = secondStage.settings(config);
    this.secondStage = new SecondStage(settings, firstStage::settings);
    this.maxOutcomes = secondStage.maxOutcomes();
    this.maxInteractions = secondStage.maxInteractions();
    this.clock = clock;
    this.firstStage = firstStage;
  }

  @Inject
  void use(ModelProbe probe) {
    this.probe = probe;
  }

  /**
   * Runs one adaptation and waits for it.
   *
   * @param scheduledTime the schedule that asks for it: however often it asks for the same time,
   *     one run is made, and later calls are given its report; empty runs in any case
   * @throws StoreRefusal.Conflict while another adaptation of the pool is running, and when a
   *     version was activated meanwhile; nothing is published then
   * @throws NothingToAdapt when the pool holds no item
   */
  public AdaptationReport adapt(PoolId pool, Optional<Instant> scheduledTime) {
    return serve(pool, scheduledTime).report();
  }

  /**
   * A report, and whose.
   *
   * @param isNew false when an earlier run served the scheduled time
   */
  record Served(AdaptationReport report, boolean isNew) {}

  /** {@link #adapt}, telling a run from the report of an earlier one. */
  Served serve(PoolId pool, Optional<Instant> scheduledTime) {
    StagedChoices staged = stageChoices(pool);
    return run(
        pool,
        scheduledTime,
        turn -> {
          Optional<AdaptationReport> idle = idle(turn, scheduledTime, staged);
          idle.ifPresent(report -> store.conclude(turn, report));
          idle.ifPresent(report -> makeRoom(pool, report.after().outcomesUpTo()));
          return idle.orElseGet(
              () -> makeAndStore(turn, scheduledTime, usable -> adapt(turn, usable, staged)));
        });
  }

  /**
   * The report of a scheduled turn that has nothing to learn from: another version would say the
   * same, and push one out that somebody may want to go back to. Who asks without a schedule may
   * have changed the configuration, and is given a version.
   */
  private Optional<AdaptationReport> idle(
      AdaptationTurn.Granted turn, Optional<Instant> scheduledTime, StagedChoices staged) {
    PoolContents contents = turn.contents();
    PoolVersion active = contents.active();
    boolean isNewest = active.number() > 0 && active.number() == contents.nextNumber() - 1;
    if (scheduledTime.isEmpty() || !isNewest || staged.outcomes > 0 || hasStaged(turn.pool())) {
      return Optional.empty();
    }
    return store.adaptations(turn.pool()).stream()
        .findFirst()
        .map(last -> last.repeated(scheduledTime, clock.instant(), active.summary()));
  }

  /** Publishes what was fitted elsewhere to everything that was PUT into the pool. */
  AdaptationReport publish(PoolId pool, PoolFit fit) {
    return run(
            pool,
            Optional.empty(),
            turn ->
                makeAndStore(
                    turn,
                    Optional.empty(),
                    usable ->
                        new Made(
                            fit.space(),
                            usable,
                            secondStage.first(fit.demonstrations()),
                            "",
                            false,
                            0,
                            Optional.empty())))
        .report();
  }

  /**
   * What users chose from recommendations, put among the interactions.
   *
   * @param outcomes how many there were
   * @param upTo the place of the last one: the turn learns from these and leaves later ones, even
   *     where some of these were erased since
   * @param refused choices that a full pool had no room for
   */
  private record StagedChoices(int outcomes, String upTo, int refused) {}

  /** Before the turn begins, so that it finds them among the interactions. */
  private StagedChoices stageChoices(PoolId pool) {
    List<Interaction> choices = new ArrayList<>();
    int[] read = {0};
    int[] refused = {0};
    OutcomeReader reader =
        new OutcomeReader(log, pool, store.version(pool).summary().outcomesUpTo(), "", maxOutcomes);
    reader.forEach(
        answer -> {
          read[0]++;
          answer.choice().ifPresent(choices::add);
          if (choices.size() == PoolStore.CHOICES_AT_ONCE) {
            refused[0] += refused(pool, choices);
            choices.clear();
          }
        });
    if (!choices.isEmpty()) {
      refused[0] += refused(pool, choices);
    }
    return new StagedChoices(read[0], reader.end(), refused[0]);
  }

  /** A pool that is full is adapted to what it has: else it could not even unlearn. */
  private int refused(PoolId pool, List<Interaction> choices) {
    try {
      store.stageChoices(pool, choices);
      return 0;
    } catch (StoreRefusal.QuotaExceeded e) {
      return choices.size();
    }
  }

  private interface Making {
    Made make(List<Interaction> usable);
  }

  private Made adapt(AdaptationTurn.Granted turn, List<Interaction> usable, StagedChoices staged) {
    PoolContents contents = turn.contents();
    ValidationSlice slice = ValidationSlice.of(usable, contents.nextNumber(), settings);
    ItemSpace space = ItemSpace.fit(contents.items(), slice.training(), FitSettings.defaults());
    OutcomeReader reader =
        new OutcomeReader(
            log,
            turn.pool(),
            contents.active().summary().outcomesUpTo(),
            staged.upTo,
            staged.outcomes);
    SecondStage.Decision decision =
        secondStage.decide(
            new SecondStage.Round(contents.active(), slice, space, reader, steps(turn.pool())));
    return new Made(
        space,
        slice.training(),
        decision,
        reader.end(),
        staged.outcomes == maxOutcomes,
        staged.refused,
        learn(turn.pool(), space, decision, slice));
  }

  private Optional<ModelProbe.Learnt> learn(
      PoolId pool, ItemSpace space, SecondStage.Decision decision, ValidationSlice slice) {
    if (!probe.isOn()) {
      return Optional.empty();
    }
    DemonstrationIndex index =
        DemonstrationIndex.of(space, decision.demonstrations(), firstStage.transitions());
    return probe.learn(pool.tenant(), index, slice.cases(), settings.seed());
  }

  private Optional<Findings.Steps> steps(PoolId pool) {
    return store.adaptations(pool).stream().findFirst().map(report -> report.findings().steps());
  }

  private Served run(
      PoolId pool,
      Optional<Instant> scheduledTime,
      Function<AdaptationTurn.Granted, AdaptationReport> work) {
    AdaptationTurn turn = store.beginAdaptation(pool, scheduledTime, maxInteractions);
    if (turn instanceof AdaptationTurn.Done done) {
      return new Served(done.report(), false);
    }
    AdaptationTurn.Granted granted = (AdaptationTurn.Granted) turn;
    try {
      return new Served(work.apply(granted), true);
    } finally {
      store.release(granted);
    }
  }

  private AdaptationReport makeAndStore(
      AdaptationTurn.Granted turn, Optional<Instant> scheduledTime, Making making) {
    PoolContents contents = turn.contents();
    if (contents.items().isEmpty()) {
      throw new NothingToAdapt(turn.pool());
    }
    Instant startedAt = clock.instant();
    Set<String> catalogue =
        contents.items().stream().map(item -> item.id()).collect(Collectors.toSet());
    List<Interaction> usable =
        contents.interactions().stream().filter(i -> catalogue.contains(i.item())).toList();
    Made made = making.make(usable);
    Instant madeAt = clock.instant();
    TurnEnding ending = ending(turn, made, madeAt, contents.interactions().size() - usable.size());
    AdaptationReport report =
        new AdaptationReport(
            scheduledTime,
            startedAt,
            clock.instant(),
            summaryOf(contents.active()),
            ending.after(),
            Duration.between(startedAt, madeAt).toMillis() / 1000.0,
            ending.changes(),
            made.decision().verdict(),
            ending.published().isPresent(),
            made.findings());
    store(turn, ending, report);
    tidy(turn.pool(), ending, made);
    LOG.infof("pool %s: %s", turn.pool(), String.join(" ", report.changes()));
    return report;
  }

  private TurnEnding ending(
      AdaptationTurn.Granted turn, Made made, Instant madeAt, int passedOver) {
    PoolContents contents = turn.contents();
    Optional<VersionSummary> back = made.decision().goesBack() ? before(turn) : Optional.empty();
    if (back.isPresent()) {
      return TurnEnding.back(made, contents, back.get());
    }
    return made.decision().changes() || hasStaged(turn.pool())
        ? TurnEnding.published(made, contents, madeAt, passedOver)
        : TurnEnding.unchanged(made, contents);
  }

  private boolean hasStaged(PoolId pool) {
    PoolStatus status = store.status(pool);
    return status.stagedItems() + status.stagedInteractions() > 0;
  }

  /** The newest kept version older than the active one. */
  private Optional<VersionSummary> before(AdaptationTurn.Granted turn) {
    int active = turn.contents().active().number();
    return store.versions(turn.pool()).stream().filter(v -> v.number() < active).findFirst();
  }

  private void store(AdaptationTurn.Granted turn, TurnEnding ending, AdaptationReport report) {
    if (ending.published().isPresent()) {
      store.publish(turn, ending.published().get(), report);
      return;
    }
    int after = ending.after().number();
    if (after == turn.contents().active().number()) {
      store.conclude(turn, report);
    } else {
      store.goBack(turn, after, report);
    }
  }

  /** What is left behind here, the next run takes along: how the turn ended is stored already. */
  private void tidy(PoolId pool, TurnEnding ending, Made made) {
    try {
      if (ending.published().isPresent()) {
        forgetWhatEveryVersionKnows(pool);
      }
      if (made.makesRoom()) {
        log.forget(pool, made.outcomesUpTo());
      }
    } catch (StoreRefusal e) {
      LOG.warnf("pool %s: outcomes that nobody needs stay: %s", pool, e.getMessage());
    }
    makeRoom(pool, ending.after().outcomesUpTo());
  }

  /**
   * A full log takes no outcome in. Then it loses what the active version knows as well, though a
   * version that is gone back to could have learnt it again.
   */
  private void makeRoom(PoolId pool, String known) {
    try {
      if (!known.isEmpty() && log.isFull(pool)) {
        log.forget(pool, known);
      }
    } catch (StoreRefusal e) {
      LOG.warnf("pool %s: its log stays full: %s", pool, e.getMessage());
    }
  }

  private void forgetWhatEveryVersionKnows(PoolId pool) {
    // Not the oldest one's: after going back a newer version may know less.
    store.versions(pool).stream()
        .map(VersionSummary::outcomesUpTo)
        .min(LogPlaces.ORDER)
        .filter(known -> !known.isEmpty())
        .ifPresent(known -> log.forget(pool, known));
  }

  private static Optional<VersionSummary> summaryOf(PoolVersion version) {
    return version.number() == 0 ? Optional.empty() : Optional.of(version.summary());
  }
}
