package dev.lrgd.adapt;

import dev.lrgd.dual.Concentration;
import dev.lrgd.pool.Demonstration;
import dev.lrgd.pool.PoolVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The detectors of collapse that a version by itself can tell: whether few demonstrations carry it,
 * show few items, or were not made from what users did.
 *
 * @param effectiveDemonstrations 1 / sum_d w_d^2 of the weights, from 1 to their number
 * @param gini of the weights: 0 when all are equal
 * @param targetCoverage the share of the catalogue that is some demonstration's target
 * @param syntheticShare the share of the weight that was written by a generator
 * @param alarms what is wrong, in plain sentences; empty when all is well
 */
public record PoolHealth(
    double effectiveDemonstrations,
    double gini,
    double targetCoverage,
    double syntheticShare,
    List<String> alarms) {

  /** A version without demonstrations is empty, which is not a collapse: all figures are 0. */
  public static PoolHealth of(PoolVersion version) {
    List<Demonstration> demonstrations = version.demonstrations();
    if (demonstrations.isEmpty()) {
      return new PoolHealth(0, 0, 0, 0, List.of());
    }
    double[] weights = demonstrations.stream().mapToDouble(Demonstration::weight).toArray();
    double effective = Concentration.effectiveNumber(weights);
    long targets = demonstrations.stream().map(Demonstration::target).distinct().count();
    double synthetic = CollapseDetectors.syntheticShare(demonstrations);
    return new PoolHealth(
        effective,
        Concentration.gini(weights),
        (double) targets / version.space().size(),
        synthetic,
        alarms(effective / weights.length, synthetic));
  }

  private static List<String> alarms(double effectiveShare, double synthetic) {
    List<String> alarms = new ArrayList<>();
    if (effectiveShare < CollapseDetectors.LEAST_EFFECTIVE_SHARE) {
      alarms.add(
          String.format(
              Locale.ROOT,
              "A few demonstrations carry the pool: it counts for %.0f %% of its number.",
              100 * effectiveShare));
    }
    if (synthetic > CollapseDetectors.MOST_SYNTHETIC_SHARE) {
      alarms.add(
          String.format(
              Locale.ROOT,
              "%.0f %% of the weight lies on synthetic demonstrations.",
              100 * synthetic));
    }
    return alarms;
  }
}
