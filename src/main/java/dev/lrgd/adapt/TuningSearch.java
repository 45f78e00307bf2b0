package dev.lrgd.adapt;

import dev.lrgd.pool.Demonstration;
import dev.lrgd.pool.Tuning;
import dev.lrgd.recommend.DemonstrationIndex;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Chooses the strengths of regularization and perturbation on the validation slice (theory.md 6.2
 * (iv)): one after the other, and a changed one is taken only if NDCG@10 is higher even at the
 * lower end of its paired interval. Where settings differ by chance alone, a version keeps what it
 * has.
 */
final class TuningSearch {
  private static final double DELTA = 0.05;

  /** Proximal alpha 2 and 1/2, and none: log weight -log alpha. */
  private static final double HALF = Math.log(2);

  private static final double SHIFT = 0.1;

  private static final List<UnaryOperator<Tuning>> CHANGES =
      List.of(
          t -> t.withLogWeight(0),
          t -> t.withLogWeight(-HALF),
          t -> t.withLogWeight(HALF),
          t -> t.withMassCap(0.25),
          t -> t.withMassCap(0.5),
          t -> t.withMassCap(0.75),
          t -> t.withCaution(0),
          t -> t.withCaution(0.5),
          t -> t.withCaution(1),
          t -> t.withWorstCase(0, 0),
          t -> t.withWorstCase(0.5, SHIFT));

  private final Validation validation;
  private final PairedBootstrap bootstrap;

  TuningSearch(Validation validation, PairedBootstrap bootstrap) {
    this.validation = validation;
    this.bootstrap = bootstrap;
  }

  /** The strengths for these demonstrations. */
  Tuning from(Tuning start, List<Demonstration> demonstrations) {
    DemonstrationIndex index = validation.index(demonstrations);
    Tuning best = start.withZeroShot(false);
    double[] reached = validation.ndcg(index, best);
    for (UnaryOperator<Tuning> change : CHANGES) {
      Tuning other = change.apply(best);
      if (other.equals(best)) {
        continue;
      }
      double[] ndcg = validation.ndcg(index, other);
      if (bootstrap.difference(ndcg, reached, DELTA).low() > 0) {
        best = other;
        reached = ndcg;
      }
    }
    return best;
  }
}
