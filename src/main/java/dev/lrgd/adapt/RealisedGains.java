package dev.lrgd.adapt;

import dev.lrgd.feedback.Event;
import dev.lrgd.feedback.Outcome;
import dev.lrgd.feedback.OutcomePage;
import dev.lrgd.feedback.RecommendationRecord;
import dev.lrgd.pool.Evidence;
import dev.lrgd.pool.Findings;
import dev.lrgd.pool.ModelEffect;
import dev.lrgd.pool.PoolVersion;
import dev.lrgd.recommend.Replay;
import dev.lrgd.space.ItemSpace;
import dev.lrgd.space.PlacedItem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Outcomes as gains of the demonstrations that were shown (theory.md 6.2 (i)): what the loss of the
 * item that was chosen, or of passing over the one that was skipped, loses without each of them.
 *
 * <p>A gain counts omega = min(1 / propensity, cap): over the requests in which a demonstration
 * could have been shown, the sum of omega g has the mean of the sum of g, but for the cap, which
 * trades a little of that for a bounded variance (Ionides 2008). The mean divides by the sum of
 * omega (Hajek), so it stays within the bound of the gains. That bound, B, is the 95 % quantile of
 * |g| in this adaptation: a few lists of extreme scores must not decide for the rest.
 *
 * <p>Kept of each use are three numbers, whatever the length of the log.
 */
final class RealisedGains {
  private static final double QUANTILE = 0.95;
  private static final int LEAST_FOR_SLOPE = 30;

  private final PoolVersion active;
  private final ItemSpace space;
  private final Replay replay;
  private final double propensityCap;
  private final List<Use> uses = new ArrayList<>();
  private final Slope slope = new Slope();
  private final LiveEffects liveEffects = new LiveEffects();
  private int read;
  private int unmatched;
  private int late;
  private int positive;
  private int skips;

  private record Use(int demonstration, float omega, float gain) {}

  /**
   * @param active whose demonstrations the uses are counted for
   * @param space to replay in
   */
  RealisedGains(PoolVersion active, ItemSpace space, Replay replay, double propensityCap) {
    this.active = active;
    this.space = space;
    this.replay = replay;
    this.propensityCap = propensityCap;
  }

  void read(OutcomePage.Answer answer) {
    Outcome outcome = answer.outcome();
    liveEffects.read(answer);
    read++;
    positive += outcome.event() == Event.SKIP ? 0 : 1;
    skips += outcome.event() == Event.SKIP ? 1 : 0;
    if (answer.recommendation().isEmpty()) {
      unmatched++;
      return;
    }
    RecommendationRecord recommendation = answer.recommendation().get();
    late += recommendation.poolVersion() < active.number() ? 1 : 0;
    int place = recommendation.items().indexOf(outcome.item());
    if (place >= 0 && recommendation.items().size() > 1) {
      replay(recommendation, place, outcome.event());
    }
  }

  private void replay(RecommendationRecord recommendation, int place, Event event) {
    // Demonstrations that left the pool since are replayed no more; the others stood beside them.
    int[] shown =
        IntStream.range(0, recommendation.demonstrations().size())
            .filter(i -> active.indexOf(recommendation.demonstrations().get(i)) >= 0)
            .toArray();
    if (shown.length == 0) {
      return;
    }
    int[] demonstrations =
        Arrays.stream(shown)
            .map(i -> active.indexOf(recommendation.demonstrations().get(i)))
            .toArray();
    List<PlacedItem> history = Places.of(space, recommendation.history());
    List<PlacedItem> list = Places.of(space, recommendation.items());
    Replay.Realised realised =
        event == Event.SKIP
            ? replay.ofSkip(history, list, place, demonstrations)
            : replay.ofChoice(history, list, place, demonstrations);
    for (int i = 0; i < shown.length; i++) {
      double omega = omega(recommendation.propensities().get(shown[i]));
      uses.add(new Use(demonstrations[i], (float) omega, (float) realised.leaveOneOut()[i]));
    }
    if (event != Event.SKIP) {
      slope.add(recommendation.effect(), realised.effect());
    }
  }

  private double omega(double propensity) {
    return Math.min(1 / propensity, propensityCap);
  }

  /** B, in nats; 0 without a use. */
  double bound() {
    double[] sizes = uses.stream().mapToDouble(use -> Math.abs(use.gain())).sorted().toArray();
    return sizes.length == 0 ? 0 : sizes[(int) (QUANTILE * (sizes.length - 1))];
  }

  /**
   * What this log told about each demonstration of the active version, gains clipped to [-B, B].
   */
  Evidence[] evidence() {
    double bound = bound();
    Evidence[] evidence = new Evidence[active.demonstrations().size()];
    Arrays.fill(evidence, Evidence.NONE);
    for (Use use : uses) {
      double clipped = Math.max(-bound, Math.min(bound, use.gain()));
      evidence[use.demonstration()] = evidence[use.demonstration()].plus(use.omega(), clipped);
    }
    return evidence;
  }

  Findings.Outcomes outcomes() {
    return new Findings.Outcomes(read, unmatched, late, positive, skips);
  }

  /** What requests had measured on language models. */
  List<ModelEffect> modelEffects(long seed) {
    return liveEffects.effects(seed);
  }

  /** Slope of realised on predicted effect. */
  Optional<Double> calibration() {
    return slope.count < LEAST_FOR_SLOPE ? Optional.empty() : slope.value();
  }

  /** Least squares, one pair at a time (Welford). */
  private static final class Slope {
    private int count;
    private double meanX;
    private double meanY;
    private double squares;
    private double products;

    void add(double x, double y) {
      count++;
      double dx = x - meanX;
      meanX += dx / count;
      meanY += (y - meanY) / count;
      squares += dx * (x - meanX);
      products += dx * (y - meanY);
    }

    Optional<Double> value() {
      return squares > 0 ? Optional.of(products / squares) : Optional.empty();
    }
  }
}
