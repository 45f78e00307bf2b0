package dev.lrgd.evaluate.adaptation;

import dev.lrgd.evaluate.report.Study.Figure;
import dev.lrgd.evaluate.report.Study.Table;
import dev.lrgd.pool.Verdict;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** What pools are at the end, and what the rounds came to. */
final class EndTables {
  /** So much of what is to be gained after the drift is a recovery. */
  private static final double RECOVERED = 0.9;

  private final ArmTraces traces;
  private final String main;

  /**
   * @param main the model to go by
   */
  EndTables(ArmTraces traces, String main) {
    this.traces = traces;
    this.main = main;
  }

  Table shares() {
    Table table =
        Table.of(
                "pools",
                "The pools at the end",
                "Shares, means over worlds. Effective: 1 / sum of squared weights, of the number of"
                    + " demonstrations. New: of the weight, what lies on demonstrations from after"
                    + " the drift. Coverage: of the catalogue, what is among the ten best items"
                    + " of fifty judges by the dual model; Gini of how often.",
                "arm",
                "effective",
                "new",
                "coverage",
                "Gini")
            .own(Arms.FULL);
    for (String arm : traces.arms()) {
      List<ArmTrace> worlds = traces.of(arm);
      table.add(
          arm,
          last(worlds, c -> c.effective() / c.demonstrations()),
          last(worlds, Checkpoint::fresh),
          last(worlds, Checkpoint::coverage),
          last(worlds, Checkpoint::gini));
    }
    return table;
  }

  Table rounds() {
    Table table =
        Table.of(
                "rounds",
                "What the rounds came to",
                "Means over worlds. Directions: the participation ratio of the demonstrations at"
                    + " the end. How many rounds were committed, held, rolled back, and reset."
                    + " Rounds to recover: from the drift to the first judged round at which"
                    + " NDCG@10 of the %s has made %.0f %% of the way from no demonstrations to the"
                        .formatted(main, 100 * RECOVERED)
                    + " best arm at the end; empty where it never has.",
                "arm",
                "directions",
                "committed",
                "held",
                "rolled back",
                "reset",
                "clicks a round",
                "rounds to recover")
            .format("%.1f")
            .own(Arms.FULL);
    double best = traces.arms().stream().map(traces::of).mapToDouble(this::end).max().orElseThrow();
    for (String arm : traces.arms()) {
      List<ArmTrace> worlds = traces.of(arm);
      table.add(
          arm,
          last(worlds, Checkpoint::participation),
          count(worlds, Verdict.COMMITTED),
          count(worlds, Verdict.HELD),
          count(worlds, Verdict.ROLLED_BACK),
          count(worlds, Verdict.RESET),
          Figure.of(worlds.stream().mapToDouble(ArmTrace::clicksARound).average().orElseThrow()),
          Figure.of(recovery(worlds, best)));
    }
    return table;
  }

  private double end(List<ArmTrace> worlds) {
    return traces.sample(worlds, Phase.END, c -> c.ndcg().get(main)).mean();
  }

  private double recovery(List<ArmTrace> worlds, double best) {
    List<Checkpoint> checkpoints = worlds.get(0).checkpoints();
    for (int c = 0; c < checkpoints.size(); c++) {
      if (checkpoints.get(c).after()) {
        double none = ArmTraces.level(worlds, c, x -> x.zeroShot().get(main));
        double now = ArmTraces.level(worlds, c, x -> x.ndcg().get(main));
        if (now >= none + RECOVERED * (best - none)) {
          return checkpoints.get(c).round() - traces.drift();
        }
      }
    }
    return Double.NaN;
  }

  private static Figure last(List<ArmTrace> worlds, ToDoubleFunction<Checkpoint> figure) {
    return Figure.of(
        worlds.stream()
            .mapToDouble(t -> figure.applyAsDouble(t.checkpoints().get(t.checkpoints().size() - 1)))
            .average()
            .orElseThrow());
  }

  private static Figure count(List<ArmTrace> worlds, Verdict verdict) {
    return Figure.of(worlds.stream().mapToLong(t -> t.count(verdict)).average().orElseThrow());
  }
}
