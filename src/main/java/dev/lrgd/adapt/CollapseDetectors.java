package dev.lrgd.adapt;

import dev.lrgd.dual.Concentration;
import dev.lrgd.pool.Demonstration;
import dev.lrgd.pool.Findings.Detectors;
import dev.lrgd.pool.Provenance;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The detectors of theory.md 6.4, of one set of demonstrations, and what is alarming about them.
 * The thresholds on shares are theory's, those on a change from one version to the next are ours
 * [D]: half of what there was.
 */
final class CollapseDetectors {
  static final double LEAST_EFFECTIVE_SHARE = 0.3;
  static final double MOST_SYNTHETIC_SHARE = 0.2;
  private static final double LEAST_OF_BEFORE = 0.5;

  /** Two users' lists may not have more than this in common, unless they had before. */
  private static final double MOST_IN_COMMON = 0.5;

  private static final double CAP_MET = 1 - 1e-9;

  private CollapseDetectors() {}

  static Detectors of(
      List<Demonstration> demonstrations, Validation.Measured measured, int catalogue) {
    if (demonstrations.isEmpty()) {
      return Detectors.NONE;
    }
    double[] weights = demonstrations.stream().mapToDouble(Demonstration::weight).toArray();
    double[] shown = measured.shown().values().stream().mapToDouble(n -> n).toArray();
    double[] exposures = new double[catalogue];
    measured.lists().forEach(list -> list.forEach(item -> exposures[item]++));
    long covered = Arrays.stream(exposures).filter(n -> n > 0).count();
    double cap = CAP_MET * measured.massCap();
    return new Detectors(
        measured.ndcg().length,
        mean(measured.ndcg()),
        mean(measured.masses().stream().mapToDouble(m -> m).toArray()),
        mean(measured.masses().stream().mapToDouble(m -> m >= cap ? 1 : 0).toArray()),
        shown.length == 0 ? 0 : Concentration.entropy(shown),
        covered == 0 ? 0 : Concentration.gini(exposures),
        (double) covered / catalogue,
        jaccard(measured.lists()),
        weights.length,
        Concentration.effectiveNumber(weights),
        measured.index().participationRatio(),
        syntheticShare(demonstrations));
  }

  static double syntheticShare(List<Demonstration> demonstrations) {
    return demonstrations.stream()
        .filter(d -> d.provenance() == Provenance.SYNTHETIC)
        .mapToDouble(Demonstration::weight)
        .sum();
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElse(0);
  }

  /** Mean over neighbouring pairs: as many as there are users, each in two. */
  private static double jaccard(List<List<Integer>> lists) {
    double sum = 0;
    for (int u = 1; u < lists.size(); u++) {
      Set<Integer> union = new HashSet<>(lists.get(u));
      union.addAll(lists.get(u - 1));
      int common = lists.get(u).size() + lists.get(u - 1).size() - union.size();
      sum += union.isEmpty() ? 0 : (double) common / union.size();
    }
    return lists.size() < 2 ? 0 : sum / (lists.size() - 1);
  }

  /** What is alarming, in plain sentences. */
  static List<String> alarms(Detectors before, Detectors after) {
    List<String> alarms = new ArrayList<>();
    if (after.effectiveDemonstrations() < LEAST_EFFECTIVE_SHARE * after.demonstrations()) {
      alarms.add(
          say(
              "A few demonstrations carry the pool: %d count for %.0f.",
              after.demonstrations(), after.effectiveDemonstrations()));
    }
    if (after.participationRatio() < LEAST_OF_BEFORE * before.participationRatio()) {
      alarms.add(
          say(
              "The demonstrations have become alike: they use %.1f directions, %.1f before.",
              after.participationRatio(), before.participationRatio()));
    }
    if (after.coverage() < LEAST_OF_BEFORE * before.coverage()) {
      alarms.add(
          say(
              "The lists show %.1f %% of the catalogue, %.1f %% before.",
              100 * after.coverage(), 100 * before.coverage()));
    }
    if (after.users() > 0 && after.jaccard() > Math.max(MOST_IN_COMMON, before.jaccard())) {
      alarms.add(say("Two users' lists have %.0f %% in common.", 100 * after.jaccard()));
    }
    // A pool that a generator wrote to begin with is not collapsing; one that turns synthetic is.
    if (before.demonstrations() > 0
        && after.syntheticShare() > Math.max(MOST_SYNTHETIC_SHARE, before.syntheticShare())) {
      alarms.add(
          say(
              "%.0f %% of the weight lies on synthetic demonstrations.",
              100 * after.syntheticShare()));
    }
    return alarms;
  }

  private static String say(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
