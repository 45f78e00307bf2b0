package dev.lrgd.adapt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lrgd.feedback.Event;
import dev.lrgd.feedback.Outcome;
import dev.lrgd.feedback.OutcomePage;
import dev.lrgd.feedback.RecommendationRecord;
import dev.lrgd.pool.Demonstration;
import dev.lrgd.pool.Evidence;
import dev.lrgd.pool.Findings;
import dev.lrgd.pool.PoolVersion;
import dev.lrgd.recommend.DemonstrationIndex;
import dev.lrgd.recommend.FirstStageSettings;
import dev.lrgd.recommend.Replay;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RealisedGainsTest {
  private static final double CAP = 20;
  private static final double EXACT = 1e-6;
  private static final List<String> LIST = List.of("i1", "i2", "i3", "i4", "i5", "i6");

  private final SmallWorld world = new SmallWorld(1);
  private final List<Demonstration> demonstrations = world.demonstrations(30);
  private final PoolVersion active = world.version(2, demonstrations);
  private final Replay replay =
      new Replay(
          DemonstrationIndex.of(world.space, demonstrations, 1), FirstStageSettings.defaults());

  @Test
  void overAllDrawsAGainCountsAsIfTheDemonstrationHadBeenShownEveryTime() {
    for (double propensity : List.of(0.05, 0.1, 0.5, 1.0)) {
      double expected = 0;
      double everyTime = 0;
      for (int request = 0; request < 10; request++) {
        expected += propensity * sumOf(request, 7, propensity);
        everyTime += gain(request, 7);
      }
      assertEquals(everyTime, expected, EXACT, "propensity " + propensity);
    }
  }

  @Test
  void aChanceBelowTheCapCountsForTheCapAndNoMore() {
    double propensity = 0.002;
    double expected = 0;
    double everyTime = 0;
    for (int request = 0; request < 10; request++) {
      expected += propensity * sumOf(request, 7, propensity);
      everyTime += gain(request, 7);
    }
    assertEquals(propensity * CAP * everyTime, expected, EXACT);
  }

  @Test
  void gainsBeyondTheir95PercentQuantileAreCutToIt() {
    RealisedGains gains = gains();
    List<Double> all = new ArrayList<>();
    double[] propensities = {1, 0.5, 0.01};
    for (int use = 0; use < 60; use++) {
      gains.read(answer("r" + use, use, List.of(use % 3), propensities[use % 3], Event.CLICK));
      all.add((double) (float) gain(use, use % 3));
    }
    double[] sizes = all.stream().mapToDouble(Math::abs).sorted().toArray();
    double bound = sizes[(int) (0.95 * (sizes.length - 1))];
    assertTrue(bound < sizes[sizes.length - 1]);
    assertEquals(bound, gains.bound(), 0);

    Evidence[] evidence = gains.evidence();
    for (int d = 0; d < 3; d++) {
      double omega = Math.min(1 / propensities[d], CAP);
      double sum = 0;
      double squares = 0;
      for (int use = d; use < 60; use += 3) {
        double clipped = Math.max(-bound, Math.min(bound, all.get(use)));
        sum += omega * clipped;
        squares += omega * clipped * clipped;
      }
      assertEquals(20, evidence[d].uses());
      assertEquals(20 * omega, evidence[d].exposure(), EXACT);
      assertEquals(sum, evidence[d].gainSum(), EXACT);
      assertEquals(squares, evidence[d].gainSquareSum(), EXACT);
      assertTrue(Math.abs(evidence[d].mean()) <= bound);
    }
    assertEquals(Evidence.NONE, evidence[3]);
  }

  @Test
  void whatCannotBeReplayedIsCountedAndTellsNothing() {
    RealisedGains gains = gains();
    Outcome outcome = new Outcome("e", "r", "i1", Event.SKIP, Instant.EPOCH);
    gains.read(new OutcomePage.Answer(outcome, Optional.empty()));
    gains.read(answer("old", 1, List.of(), 1, Event.CLICK));
    RecommendationRecord gone =
        new RecommendationRecord(
            "gone",
            1,
            Optional.empty(),
            Instant.EPOCH,
            List.of("i0"),
            LIST,
            List.of("left the pool"),
            List.of(1.0),
            0);
    gains.read(new OutcomePage.Answer(outcome, Optional.of(gone)));

    assertEquals(new Findings.Outcomes(3, 1, 1, 1, 2), gains.outcomes());
    assertEquals(0, gains.bound());
    assertTrue(Arrays.stream(gains.evidence()).allMatch(Evidence.NONE::equals));
    assertEquals(Optional.empty(), gains.calibration());
  }

  @Test
  void predictionsThatCameTrueHaveSlopeOneAndHalfOfThemHaveSlopeTwo() {
    RealisedGains honest = gains();
    RealisedGains shy = gains();
    for (int use = 0; use < 40; use++) {
      double realised =
          replay
              .ofChoice(
                  Places.of(world.space, history(use)), Places.of(world.space, LIST), 2, use % 30)
              .effect();
      honest.read(answer(use, realised));
      shy.read(answer(use, realised / 2));
    }
    assertEquals(1, honest.calibration().orElseThrow(), 1e-9);
    assertEquals(2, shy.calibration().orElseThrow(), 1e-9);
  }

  private OutcomePage.Answer answer(int use, double predicted) {
    return new OutcomePage.Answer(
        new Outcome("e" + use, "r" + use, LIST.get(2), Event.CLICK, Instant.EPOCH),
        Optional.of(
            new RecommendationRecord(
                "r" + use,
                2,
                Optional.empty(),
                Instant.EPOCH,
                history(use),
                LIST,
                List.of(demonstrations.get(use % 30).id()),
                List.of(1.0),
                predicted)));
  }

  /** The sum that one use adds, alone in its log: nothing is clipped then. */
  private double sumOf(int request, int demonstration, double propensity) {
    RealisedGains gains = gains();
    gains.read(answer("r", request, List.of(demonstration), propensity, Event.PURCHASE));
    return gains.evidence()[demonstration].gainSum();
  }

  /** What the model says that showing one demonstration did for the choice of a request. */
  private double gain(int request, int demonstration) {
    return replay.ofChoice(
            Places.of(world.space, history(request)),
            Places.of(world.space, LIST),
            request % LIST.size(),
            demonstration)
        .leaveOneOut()[0];
  }

  private RealisedGains gains() {
    return new RealisedGains(active, world.space, replay, CAP);
  }

  private static List<String> history(int request) {
    return List.of("i" + request % SmallWorld.ITEMS, "i" + (request + 5) % SmallWorld.ITEMS);
  }

  private OutcomePage.Answer answer(
      String id, int request, List<Integer> shown, double propensity, Event event) {
    return new OutcomePage.Answer(
        new Outcome("e" + id, id, LIST.get(request % LIST.size()), event, Instant.EPOCH),
        Optional.of(
            new RecommendationRecord(
                id,
                2,
                Optional.empty(),
                Instant.EPOCH,
                history(request),
                LIST,
                shown.stream().map(d -> demonstrations.get(d).id()).toList(),
                shown.stream().map(d -> propensity).toList(),
                0.1)));
  }
}
