package dev.lrgd.evaluate.adaptation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Arms through six rounds of a small world. */
class ArmRunTest {
  private static final int POOL = 60;
  private static final int ROUNDS = 6;

  private static final Arms ARMS = new Arms(POOL, 15, 1);
  private static Scenario scenario;
  private static Timeline timeline;
  private static Judge judge;

  @BeforeAll
  static void makeTheWorld() {
    TwoTastes world = new TwoTastes(false);
    scenario =
        Scenario.of(
            world.data, world.titles, new ScenarioSettings(240, 12, ROUNDS, 40, Drift.TASTE), 1);
    timeline = new Timeline(scenario, 3, ARMS.full().settings());
    judge = new Judge(scenario, Optional.empty());
  }

  private static ArmTrace run(String name) {
    Arm arm = ARMS.all().stream().filter(a -> a.name().equals(name)).findFirst().orElseThrow();
    return new ArmRun(arm, scenario, timeline, new ClickModel(1, 10)).run(judge, 2);
  }

  private static Checkpoint end(ArmTrace trace) {
    return trace.checkpoints().get(trace.checkpoints().size() - 1);
  }

  @Test
  void theSecondStageLearnsFromClicksAndStaysEven() {
    ArmTrace full = run(Arms.FULL);
    assertEquals(ROUNDS, full.verdicts().size());
    assertTrue(full.clicks() > 0);
    assertTrue(end(full).effective() < POOL - 1e-6, "nothing was learnt");
    assertTrue(end(full).effective() >= 0.5 * POOL, () -> "effective " + end(full).effective());
  }

  @Test
  void refreshTakesInWhatCameAfterTheDrift() {
    Checkpoint unguarded = end(run(Arms.WITHOUT + "guard"));
    assertTrue(unguarded.fresh() > 0.1, () -> "new " + unguarded.fresh());
  }

  @Test
  void aStaticPoolIsJudgedAndNothingElse() {
    ArmTrace still = run(Arms.STATIC);
    assertEquals(0, still.verdicts().size());
    assertEquals(0, end(still).fresh());
    assertEquals(POOL, end(still).effective(), 1e-6);
  }

  @Test
  void atTheDriftOneAndTheSamePoolIsJudgedByBothHalves() {
    ArmTrace full = run(Arms.FULL);
    Checkpoint old = full.checkpoints().get(2);
    Checkpoint fresh = full.checkpoints().get(3);
    assertEquals(ROUNDS / 2, old.round());
    assertEquals(ROUNDS / 2, fresh.round());
    assertTrue(!old.after() && fresh.after());
    assertEquals(old.participation(), fresh.participation());
  }

  @Test
  void withoutRefreshNothingNewComesIn() {
    assertEquals(0, end(run(Arms.WITHOUT + "refresh")).fresh());
  }

  @Test
  void withoutReweightingAllWeighTheSame() {
    assertEquals(POOL, end(run(Arms.WITHOUT + "reweighting")).effective(), 1e-6);
  }

  @Test
  void withoutAnAnchorFewerCarryThePool() {
    double anchored = end(run(Arms.WITHOUT + "guard")).effective();
    double naive = end(run(Arms.NAIVE_REAL)).effective();
    assertTrue(naive < anchored, naive + " of " + anchored);
  }

  @Test
  void whatWasRecommendedIsNotWhatWasChosen() {
    ArmTrace own = run(Arms.NAIVE);
    ArmTrace real = run(Arms.NAIVE_REAL);
    assertNotEquals(end(own).participation(), end(real).participation());
    assertEquals(1, run(Arms.NAIVE).checkpoints().get(0).effective() / POOL, 1e-9);
  }

  @Test
  void whoLearnsFromItsOwnRecommendationsHasNoVectorsOfRealChoices() {
    double[] choices = vectorsAlone(Arms.FULL);
    assertArrayEquals(choices, vectorsAlone(Arms.NAIVE_REAL));
    assertFalse(Arrays.equals(choices, vectorsAlone(Arms.NAIVE)));
    assertFalse(Arrays.equals(choices, vectorsAlone(Arms.WITHOUT + "real choices")));
  }

  private static double[] vectorsAlone(String arm) {
    return end(run(arm)).zeroShot().get(Judge.DUAL);
  }

  @Test
  void theSameArmInTheSameWorldComesToTheSame() {
    ArmTrace one = run(Arms.FULL);
    ArmTrace other = run(Arms.FULL);
    assertEquals(one.verdicts(), other.verdicts());
    assertEquals(end(one).effective(), end(other).effective());
    assertEquals(end(one).participation(), end(other).participation());
  }
}
