package dev.lrgd.evaluate.adaptation;

import dev.lrgd.evaluate.report.Study.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What came of the arms, as tables. */
final class AdaptationTables {
  private final ArmTraces traces;
  private final List<String> models;
  private final long seed;

  /**
   * @param traces by arm, one a world
   * @param models that were judged, the one to go by first
   */
  AdaptationTables(Map<String, List<ArmTrace>> traces, List<String> models, int rounds, long seed) {
    this.traces = new ArmTraces(traces, rounds);
    this.models = models;
    this.seed = seed;
  }

  List<Table> tables() {
    PhaseTables phases = new PhaseTables(traces, seed);
    CourseTables courses = new CourseTables(traces);
    EndTables end = new EndTables(traces, models.get(0));
    List<Table> tables = new ArrayList<>();
    for (String model : models) {
      tables.add(phases.phases(model));
      tables.add(phases.differences(model));
    }
    for (String model : models) {
      tables.add(courses.overRounds(model, "arms", AdaptationTables::isNoAblation));
      tables.add(courses.overRounds(model, "parts", AdaptationTables::isFullOrAblation));
    }
    tables.add(end.shares());
    tables.add(end.rounds());
    tables.add(
        courses.course(
            "effective",
            "Effective number of demonstrations",
            "1 / sum of squared weights, as a share of their number, mean over worlds.",
            c -> c.effective() / c.demonstrations()));
    tables.add(
        courses.course(
            "participation",
            "Participation ratio",
            "How many directions the demonstrations use, mean over worlds.",
            Checkpoint::participation));
    tables.add(
        courses.course(
            "coverage",
            "Coverage",
            "The share of the catalogue among the ten best items of fifty judges, mean over worlds.",
            Checkpoint::coverage));
    tables.removeIf(table -> table.columns().isEmpty() || table.lines().isEmpty());
    return tables;
  }

  private static boolean isNoAblation(String arm) {
    return !arm.startsWith(Arms.WITHOUT);
  }

  private static boolean isFullOrAblation(String arm) {
    return arm.equals(Arms.FULL) || arm.startsWith(Arms.WITHOUT);
  }
}
