package dev.lrgd.adapt;

import dev.lrgd.pool.Findings.Difference;
import dev.lrgd.pool.Findings.Steps;
import dev.lrgd.pool.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What becomes of a proposed version (theory.md 6.4).
 *
 * <p>It is committed if no alarm rings and NDCG@10 is, at the lower end of its interval, not lower
 * by more than the tolerance than with the active demonstrations, and than with none. The v-th test
 * errs with a chance of 6 delta / (pi^2 v^2); over all of them that sums to delta. Where it can not
 * be told, the active demonstrations stay. An alarm halves the step and doubles the pull to the
 * anchor; the second without a commit in between resets the pool. Each commit takes back one such
 * change.
 */
record CommitRule(SecondStageSettings settings) {
  private static final int ALARMS_TO_RESET = 2;

  /** Steps do not get smaller for ever: 2^-6 is as good as standing still. */
  private static final double SMALLEST_STEP = 1.0 / 64;

  Steps begin() {
    return new Steps(settings.eta(), settings.alpha(), 0, 0);
  }

  /** delta_v of the next test, half of it for each end. */
  double delta(Steps before) {
    double v = before.tests() + 1;
    return settings.error() * 6 / (Math.PI * Math.PI * v * v);
  }

  /**
   * @param versusActive empty where too few users were held out; then only alarms speak
   */
  Verdict verdict(
      boolean alarm,
      Optional<Difference> versusActive,
      Optional<Difference> versusZeroShot,
      Steps before) {
    if (!settings.guarded()) {
      return Verdict.COMMITTED;
    }
    if (alarm) {
      return before.alarms() + 1 >= ALARMS_TO_RESET ? Verdict.RESET : Verdict.ROLLED_BACK;
    }
    return isSafe(versusActive) && isSafe(versusZeroShot) ? Verdict.COMMITTED : Verdict.HELD;
  }

  private boolean isSafe(Optional<Difference> difference) {
    return difference.map(d -> d.low() >= -settings.tolerance()).orElse(true);
  }

  /** What is certain to be bad, in plain sentences. */
  List<String> alarms(Optional<Difference> versusActive, Optional<Difference> versusZeroShot) {
    List<String> alarms = new ArrayList<>();
    versusZeroShot
        .filter(d -> d.high() < 0)
        .ifPresent(d -> alarms.add("The demonstrations are worse than none at all."));
    versusActive
        .filter(d -> d.high() < -settings.tolerance())
        .ifPresent(d -> alarms.add("The demonstrations are worse than the active ones."));
    return alarms;
  }

  Steps after(Verdict verdict, Steps before, boolean tested) {
    int tests = before.tests() + (tested ? 1 : 0);
    double eta = before.eta();
    double alpha = before.alpha();
    return switch (verdict) {
      case COMMITTED ->
          new Steps(
              Math.min(settings.eta(), 2 * eta), Math.max(settings.alpha(), alpha / 2), 0, tests);
      case HELD -> new Steps(eta, alpha, before.alarms(), tests);
      case ROLLED_BACK, RESET ->
          new Steps(
              Math.max(SMALLEST_STEP * settings.eta(), eta / 2),
              Math.min(settings.alpha() / SMALLEST_STEP, 2 * alpha),
              verdict == Verdict.RESET ? 0 : before.alarms() + 1,
              tests);
    };
  }
}
