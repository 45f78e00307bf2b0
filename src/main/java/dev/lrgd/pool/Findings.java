package dev.lrgd.pool;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What an adaptation measured.
 *
 * @param outcomes what it read of the log
 * @param gainBound B: gains beyond it, in nats, were clipped; 0 where there was no outcome
 * @param before the active demonstrations; zeros before the first version
 * @param after the proposed ones, whatever became of them
 * @param versusActive NDCG@10 of the proposed demonstrations less that of the active ones; empty
 *     where too few users were held out to tell
 * @param versusZeroShot the same less that of no demonstrations
 * @param calibration slope of realised on predicted effect: 1 is honest, 0 is useless; empty where
 *     there were too few outcomes to tell
 * @param steps what the next adaptation goes on with
 * @param tuning of the proposed version
 * @param alarms in plain sentences; empty when all is well
 * @param modelEffects what demonstrations do to language models; a report of an earlier release has
 *     none
 */
public record Findings(
    Outcomes outcomes,
    double gainBound,
    Detectors before,
    Detectors after,
    Optional<Difference> versusActive,
    Optional<Difference> versusZeroShot,
    Optional<Double> calibration,
    Steps steps,
    Tuning tuning,
    List<String> alarms,
    List<ModelEffect> modelEffects) {
  public Findings {
    alarms = List.copyOf(alarms);
    modelEffects = modelEffects == null ? List.of() : List.copyOf(modelEffects);
  }

  /** With one more effect on a language model. */
  public Findings with(ModelEffect effect) {
    List<ModelEffect> more = new ArrayList<>(modelEffects);
    more.add(effect);
    return new Findings(
        outcomes,
        gainBound,
        before,
        after,
        versusActive,
        versusZeroShot,
        calibration,
        steps,
        tuning,
        alarms,
        more);
  }

  /**
   * What is still true of the version that was active in the end, before anything else came in.
   *
   * @param published whether that is the proposed one
   */
  Findings standing(boolean published) {
    Detectors active = published ? after : before;
    return new Findings(
        Outcomes.NONE,
        0,
        active,
        active,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        steps,
        tuning,
        List.of(),
        List.of());
  }

  /** Of an adaptation that folded in what was PUT and looked at nothing else. */
  public static Findings none(Steps steps) {
    return new Findings(
        Outcomes.NONE,
        0,
        Detectors.NONE,
        Detectors.NONE,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        steps,
        Tuning.START,
        List.of(),
        List.of());
  }

  /**
   * Outcomes by what could be done with them.
   *
   * @param read all of them
   * @param unmatched their recommendation was no longer remembered; they tell nothing
   * @param late they answer a version older than the active one
   * @param positive clicks and purchases
   * @param skips shown and passed over
   */
  public record Outcomes(int read, int unmatched, int late, int positive, int skips) {
    public static final Outcomes NONE = new Outcomes(0, 0, 0, 0, 0);
  }

  /**
   * The detectors of collapse.
   *
   * @param users how many held-out users the figures below up to jaccard rest on
   * @param ndcg NDCG@10 of their held-out choice
   * @param meanMass lambda, averaged over those who are shown demonstrations
   * @param cappedShare the share of those whose lambda met its cap
   * @param exposureEntropy of the demonstrations shown, in nats
   * @param exposureGini of the items in the users' lists, over the catalogue
   * @param coverage the share of the catalogue in some user's list
   * @param jaccard how much two users' lists have in common, on average
   * @param demonstrations their number
   * @param effectiveDemonstrations 1 / sum_d w_d^2
   * @param participationRatio how many directions their keys use
   * @param syntheticShare the weight of those that a generator wrote
   */
  public record Detectors(
      int users,
      double ndcg,
      double meanMass,
      double cappedShare,
      double exposureEntropy,
      double exposureGini,
      double coverage,
      double jaccard,
      int demonstrations,
      double effectiveDemonstrations,
      double participationRatio,
      double syntheticShare) {
    public static final Detectors NONE = new Detectors(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
  }

  /**
   * A paired difference of means.
   *
   * @param low lower end of the interval
   * @param high upper end
   * @param confidence of the interval: it grows from test to test, so that over all of them
   *     together the chance of an error stays bounded (alpha spending)
   */
  public record Difference(double mean, double low, double high, double confidence, int users) {}

  /**
   * What one adaptation hands on to the next.
   *
   * @param eta step size
   * @param alpha pull to the anchor
   * @param alarms how many adaptations ended in an alarm since the last commit or reset
   * @param tests how many versions were tested so far
   */
  public record Steps(double eta, double alpha, int alarms, int tests) {}
}
