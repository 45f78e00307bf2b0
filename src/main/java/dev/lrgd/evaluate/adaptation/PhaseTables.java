package dev.lrgd.evaluate.adaptation;

import dev.lrgd.evaluate.measure.PairedTest;
import dev.lrgd.evaluate.measure.Sample;
import dev.lrgd.evaluate.report.Study.Figure;
import dev.lrgd.evaluate.report.Study.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/** How well a model ranks before the drift and after it, with each arm's pool. */
final class PhaseTables {
  private final ArmTraces traces;
  private final long seed;

  PhaseTables(ArmTraces traces, long seed) {
    this.traces = traces;
    this.seed = seed;
  }

  Table phases(String model) {
    Table table =
        Table.of(
                "ndcg, " + model,
                "NDCG@10 of the " + model,
                "Held-out users' last choice among 20, with the pool as it was then. Before the"
                    + " drift users of before, from the drift on users of after; at the drift"
                    + " nothing has adapted yet. Means over the judged rounds of a sixth of all"
                    + " rounds. 95 % intervals over users of all worlds.",
                "arm",
                Arrays.stream(Phase.values()).map(Phase::toString).toArray(String[]::new))
            .own(Arms.FULL);
    table.add(ArmTraces.NONE, row(traces.reference(), c -> c.zeroShot().get(model)));
    traces.arms().forEach(arm -> table.add(arm, row(traces.of(arm), c -> c.ndcg().get(model))));
    return table;
  }

  private List<Figure> row(List<ArmTrace> worlds, Function<Checkpoint, double[]> figures) {
    return Arrays.stream(Phase.values())
        .map(phase -> traces.sample(worlds, phase, figures))
        .map(sample -> Figure.of(sample.mean(), sample.interval(seed)))
        .toList();
  }

  Table differences(String model) {
    List<Phase> phases = List.of(Phase.values());
    List<String> columns = new ArrayList<>(phases.stream().map(Phase::toString).toList());
    columns.add("p at the end");
    columns.add("worlds ahead at the end");
    Table table =
        Table.of(
                "full against, " + model,
                "NDCG@10 of the %s with the full second stage less that with each other arm"
                    .formatted(model),
                "Paired on the same users, 95 % intervals over users of all worlds; p of a"
                    + " randomisation test, Holm's correction over the column. Last: the"
                    + " share of worlds in which the full second stage is ahead at the end.",
                "full second stage less",
                columns.toArray(String[]::new))
            .format("%+.4f")
            .own("none of these");
    if (!traces.has(Arms.FULL)) {
      return table;
    }
    List<ArmTrace> full = traces.of(Arms.FULL);
    List<String> names = new ArrayList<>(List.of(ArmTraces.NONE));
    traces.arms().stream().filter(arm -> !arm.equals(Arms.FULL)).forEach(names::add);
    List<List<Sample>> differences =
        names.stream()
            .map(
                name -> phases.stream().map(phase -> difference(full, name, phase, model)).toList())
            .toList();
    double[] p =
        PairedTest.holm(
            differences.parallelStream()
                .map(d -> PairedTest.pValue(d.get(phases.size() - 1).values(), seed))
                .toList());
    for (int row = 0; row < names.size(); row++) {
      List<Figure> figures = new ArrayList<>();
      differences.get(row).forEach(d -> figures.add(Figure.of(d.mean(), d.interval(seed))));
      figures.add(Figure.of(p[row]));
      figures.add(Figure.of(worldsAhead(full, names.get(row), model)));
      table.add(names.get(row), figures);
    }
    return table;
  }

  private Sample difference(List<ArmTrace> full, String name, Phase phase, String model) {
    Sample mine = traces.sample(full, phase, c -> c.ndcg().get(model));
    return mine.minus(
        name.equals(ArmTraces.NONE)
            ? traces.sample(full, phase, c -> c.zeroShot().get(model))
            : traces.sample(traces.of(name), phase, c -> c.ndcg().get(model)));
  }

  private double worldsAhead(List<ArmTrace> full, String name, String model) {
    return IntStream.range(0, full.size())
            .filter(
                world -> {
                  List<ArmTrace> mine = full.subList(world, world + 1);
                  List<ArmTrace> other =
                      name.equals(ArmTraces.NONE)
                          ? mine
                          : traces.of(name).subList(world, world + 1);
                  return traces.sample(mine, Phase.END, c -> c.ndcg().get(model)).mean()
                      > traces
                          .sample(
                              other,
                              Phase.END,
                              c ->
                                  (name.equals(ArmTraces.NONE) ? c.zeroShot() : c.ndcg())
                                      .get(model))
                          .mean();
                })
            .count()
        / (double) full.size();
  }
}
