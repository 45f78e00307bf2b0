package dev.lrgd.adapt;

import dev.lrgd.pool.AdaptationReport;
import dev.lrgd.pool.PoolId;
import dev.lrgd.pool.StoreRefusal;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;

/**
 * Pools have their turn one after the other: one's failure does not keep the others from theirs. A
 * round that is repeated does nothing where its scheduled time was served already.
 */
@ApplicationScoped
public class AdaptationRound {

  private static final Logger LOG = Logger.getLogger(AdaptationRound.class);

  private final Adaptation adaptation;

  AdaptationRound(Adaptation adaptation) {
    this.adaptation = adaptation;
  }

  /**
   * What became of one pool's turn: one of the three.
   *
   * @param isNew false where the report is of an earlier run for the same scheduled time
   * @param nothing why there was nothing to adapt
   * @param failure why it is to be tried again
   */
  public record Ending(
      PoolId pool,
      Optional<AdaptationReport> report,
      boolean isNew,
      Optional<String> nothing,
      Optional<String> failure) {

    static Ending adapted(PoolId pool, Adaptation.Served served) {
      return new Ending(
          pool, Optional.of(served.report()), served.isNew(), Optional.empty(), Optional.empty());
    }

    static Ending nothing(PoolId pool, String reason) {
      return new Ending(pool, Optional.empty(), false, Optional.of(reason), Optional.empty());
    }

    static Ending failed(PoolId pool, String reason) {
      return new Ending(pool, Optional.empty(), false, Optional.empty(), Optional.of(reason));
    }
  }

  /**
   * @param timeLeft asked before each turn
   */
  public List<Ending> run(
      List<PoolId> pools, Optional<Instant> scheduledTime, BooleanSupplier timeLeft) {
    List<Ending> endings = new ArrayList<>();
    for (PoolId pool : pools) {
      endings.add(
          timeLeft.getAsBoolean()
              ? turn(pool, scheduledTime)
              : Ending.failed(pool, "no time left"));
    }
    return endings;
  }

  private Ending turn(PoolId pool, Optional<Instant> scheduledTime) {
    try {
      return Ending.adapted(pool, adaptation.serve(pool, scheduledTime));
    } catch (NothingToAdapt e) {
      return Ending.nothing(pool, e.getMessage());
    } catch (StoreRefusal e) {
      return Ending.failed(pool, e.getMessage());
    } catch (RuntimeException e) {
      LOG.errorf(e, "pool %s was not adapted", pool);
      return Ending.failed(pool, e.getClass().getSimpleName());
    }
  }
}
