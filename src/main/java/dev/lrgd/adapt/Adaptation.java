package dev.lrgd.adapt;

import dev.lrgd.pool.AdaptationReport;
import dev.lrgd.pool.AdaptationTurn;
import dev.lrgd.pool.Findings;
import dev.lrgd.pool.PoolContents;
import dev.lrgd.pool.PoolId;
import dev.lrgd.pool.PoolStore;
import dev.lrgd.pool.PoolVersion;
import dev.lrgd.pool.StoreRefusal;
import dev.lrgd.pool.Tuning;
import dev.lrgd.pool.Verdict;
import dev.lrgd.pool.VersionSummary;
import dev.lrgd.space.Interaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** Folds everything that was PUT into a pool into its next version. */
@ApplicationScoped
public class Adaptation {

  private static final Logger LOG = Logger.getLogger(Adaptation.class);

  private final PoolStore store;
  private final AdaptConfig config;
  private final Clock clock;

  @Inject
  public Adaptation(PoolStore store, AdaptConfig config, Clock clock) {
    this.store = store;
    this.config = config;
    this.clock = clock;
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
    return run(pool, scheduledTime, this::fit);
  }

  /** Publishes what was fitted elsewhere to everything that was PUT into the pool. */
  AdaptationReport publish(PoolId pool, PoolFit fit) {
    return run(pool, Optional.empty(), (turn, usable) -> fit);
  }

  /** Makes a version's content of the pool's items and of the interactions with them. */
  private interface Fitting {
    PoolFit fit(AdaptationTurn.Granted turn, List<Interaction> usable);
  }

  private AdaptationReport run(PoolId pool, Optional<Instant> scheduledTime, Fitting fitting) {
    AdaptationTurn turn = store.beginAdaptation(pool, scheduledTime);
    if (turn instanceof AdaptationTurn.Done done) {
      return done.report();
    }
    AdaptationTurn.Granted granted = (AdaptationTurn.Granted) turn;
    try {
      return fitAndPublish(granted, scheduledTime, fitting);
    } finally {
      store.release(granted);
    }
  }

  private AdaptationReport fitAndPublish(
      AdaptationTurn.Granted turn, Optional<Instant> scheduledTime, Fitting fitting) {
    PoolContents contents = turn.contents();
    if (contents.items().isEmpty()) {
      throw new NothingToAdapt(turn.pool());
    }
    Instant startedAt = clock.instant();
    Set<String> catalogue =
        contents.items().stream().map(item -> item.id()).collect(Collectors.toSet());
    List<Interaction> usable =
        contents.interactions().stream().filter(i -> catalogue.contains(i.item())).toList();
    PoolFit fit = fitting.fit(turn, usable);
    Instant fittedAt = clock.instant();
    PoolVersion version = version(turn, fit, usable, fittedAt);

    AdaptationReport report =
        new AdaptationReport(
            scheduledTime,
            startedAt,
            clock.instant(),
            summaryOf(contents.active()),
            version.summary(),
            Duration.between(startedAt, fittedAt).toMillis() / 1000.0,
            Changes.between(contents, version, contents.interactions().size() - usable.size()),
            Verdict.COMMITTED,
            true,
            Findings.none(new Findings.Steps(1, 1, 0, 0)));
    store.publish(turn, version, report);
    LOG.infof("pool %s: %s", turn.pool(), String.join(" ", report.changes()));
    return report;
  }

  private PoolFit fit(AdaptationTurn.Granted turn, List<Interaction> usable) {
    return PoolFit.of(
        turn.contents().items(), usable, config.maxDemonstrations(), config.demonstrationHistory());
  }

  private static PoolVersion version(
      AdaptationTurn.Granted turn, PoolFit fit, List<Interaction> usable, Instant createdAt) {
    int users = (int) usable.stream().map(Interaction::user).distinct().count();
    return new PoolVersion(
        new VersionSummary(
            turn.contents().nextNumber(),
            createdAt,
            fit.space().size(),
            users,
            usable.size(),
            fit.demonstrations().size(),
            turn.contents().active().summary().outcomesUpTo()),
        fit.space(),
        fit.demonstrations(),
        Tuning.START);
  }

  private static Optional<VersionSummary> summaryOf(PoolVersion version) {
    return version.number() == 0 ? Optional.empty() : Optional.of(version.summary());
  }
}
