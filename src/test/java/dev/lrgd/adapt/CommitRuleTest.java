package dev.lrgd.adapt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lrgd.pool.Findings.Difference;
import dev.lrgd.pool.Findings.Steps;
import dev.lrgd.pool.Verdict;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CommitRuleTest {
  private static final SecondStageSettings SETTINGS =
      new SecondStageSettings(
          100, 20, 1, 5.8, 20, 0.1, 0.2, true, true, 1000, 100, 0.02, 0.05, true, true, 1);
  private static final CommitRule RULE = new CommitRule(SETTINGS);
  private static final Steps BEGIN = RULE.begin();

  @Test
  void theLowerEndDecidesAtTheTolerance() {
    assertEquals(Verdict.COMMITTED, verdict(-0.02, -0.02));
    assertEquals(Verdict.HELD, verdict(-0.0201, 0));
    assertEquals(Verdict.HELD, verdict(0, -0.0201));
  }

  private static Verdict verdict(double lowVersusActive, double lowVersusZeroShot) {
    return RULE.verdict(
        false,
        Optional.of(interval(lowVersusActive)),
        Optional.of(interval(lowVersusZeroShot)),
        BEGIN);
  }

  private static Difference interval(double low) {
    return new Difference(low + 0.1, low, low + 0.2, 0.95, 100);
  }

  @Test
  void withoutHeldOutUsersOnlyAlarmsSpeak() {
    assertEquals(Verdict.COMMITTED, RULE.verdict(false, Optional.empty(), Optional.empty(), BEGIN));
    assertEquals(
        Verdict.ROLLED_BACK, RULE.verdict(true, Optional.empty(), Optional.empty(), BEGIN));
  }

  @Test
  void anAlarmHalvesTheStepAndDoublesThePullAndTheSecondInARowResets() {
    Steps once = RULE.after(Verdict.ROLLED_BACK, BEGIN, true);
    assertEquals(new Steps(BEGIN.eta() / 2, 2 * BEGIN.alpha(), 1, 1), once);
    assertEquals(Verdict.RESET, RULE.verdict(true, Optional.empty(), Optional.empty(), once));
    assertEquals(0, RULE.after(Verdict.RESET, once, true).alarms());
    assertEquals(new Steps(1, BEGIN.alpha(), 0, 2), RULE.after(Verdict.COMMITTED, once, true));
  }

  @Test
  void stepsStayAboveZeroHoweverOftenAnAlarmRings() {
    Steps steps = BEGIN;
    for (int i = 0; i < 100; i++) {
      steps = RULE.after(Verdict.ROLLED_BACK, steps, true);
    }
    assertEquals(1.0 / 64, steps.eta());
    assertEquals(64 * BEGIN.alpha(), steps.alpha());
  }

  @Test
  void whatIsCertainlyWorseRingsAnAlarm() {
    Optional<Difference> worse = Optional.of(new Difference(-0.1, -0.2, -0.001, 0.95, 100));
    assertEquals(
        List.of("The demonstrations are worse than none at all."),
        RULE.alarms(Optional.empty(), worse));
    assertEquals(List.of(), RULE.alarms(worse, Optional.empty()), "within the tolerance");
  }

  @Test
  void theErrorsOfAllTestsTogetherStayBelowTheirBudget() {
    double spent = 0;
    for (int test = 0; test < 100_000; test++) {
      spent += RULE.delta(new Steps(1, 1, 0, test));
    }
    assertEquals(0.05, spent, 1e-5);
    assertTrue(spent < 0.05);
  }
}
