package dev.lrgd.adapt;

import dev.lrgd.pool.PoolStore;
import dev.lrgd.pool.StoreRefusal;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.quarkus.scheduler.ScheduledExecution;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * A server that adapts its pools by itself. By a cron expression, whose times are the same on every
 * server: that is how a store tells that a time was served.
 */
@ApplicationScoped
class AdaptationSchedule {

  private static final Logger LOG = Logger.getLogger(AdaptationSchedule.class);

  private final PoolStore store;
  private final AdaptationRound round;

  AdaptationSchedule(PoolStore store, AdaptationRound round) {
    this.store = store;
    this.round = round;
  }

  @Scheduled(
      identity = "adaptation",
      cron = "{lrgd.adaptation.schedule}",
      concurrentExecution = ConcurrentExecution.SKIP)
  void run(ScheduledExecution execution) {
    Optional<Instant> time = Optional.of(execution.getScheduledFireTime());
    try {
      round
          .run(store.pools(), time, () -> true)
          .forEach(
              ending ->
                  ending
                      .failure()
                      .ifPresent(why -> LOG.warnf("pool %s waits: %s", ending.pool(), why)));
    } catch (StoreRefusal.Unavailable e) {
      LOG.warnf("no pool was adapted: %s", e.getMessage());
    }
  }
}
