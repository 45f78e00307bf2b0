package dev.lrgd.evaluate.adaptation;

import dev.lrgd.evaluate.measure.PairedTest;
import dev.lrgd.evaluate.measure.Sample;
import dev.lrgd.evaluate.report.Study.Figure;
import dev.lrgd.evaluate.report.Study.Table;
import dev.lrgd.pool.Verdict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** What came of the arms, as tables. Every judge of every world is one user of a sample. */
final class AdaptationTables {
  private static final String NONE = "no demonstrations";

  /** A phase is a sixth of the rounds: ten of sixty. */
  private static final int PHASES = 6;

  /** So much of what is to be gained after the drift is a recovery. */
  private static final double RECOVERED = 0.9;

  private final Map<String, List<ArmTrace>> traces;
  private final List<String> models;
  private final String main;
  private final int rounds;
  private final long seed;

  /**
   * @param traces by arm, one a world
   * @param models that were judged, the one to go by first
   */
  AdaptationTables(Map<String, List<ArmTrace>> traces, List<String> models, int rounds, long seed) {
    this.traces = traces;
    this.models = models;
    this.main = models.get(0);
    this.rounds = rounds;
    this.seed = seed;
  }

  /** Which checkpoints of an arm are averaged. */
  private enum Phase {
    BEFORE("before the drift"),
    DRIFT("at the drift"),
    AFTER("the rounds after"),
    END("at the end");

    private final String text;

    Phase(String text) {
      this.text = text;
    }

    boolean holds(Checkpoint checkpoint, int rounds) {
      int drift = rounds / 2;
      int length = Math.max(1, rounds / PHASES);
      int round = checkpoint.round();
      return switch (this) {
        case BEFORE -> !checkpoint.after() && round > drift - length;
        case DRIFT -> checkpoint.after() && round == drift;
        case AFTER -> checkpoint.after() && round > drift && round <= drift + length;
        case END -> checkpoint.after() && round > rounds - length;
      };
    }
  }

  List<Table> tables() {
    List<Table> tables = new ArrayList<>();
    for (String model : models) {
      tables.add(phases(model));
      tables.add(differences(model));
    }
    for (String model : models) {
      tables.add(overRounds(model, "arms", this::isNoAblation));
      tables.add(overRounds(model, "parts", this::isFullOrAblation));
    }
    tables.add(shares());
    tables.add(rounds());
    tables.add(
        course(
            "effective",
            "Effective number of demonstrations",
            "1 / sum of squared weights, as a share of their number, mean over worlds.",
            c -> c.effective() / c.demonstrations()));
    tables.add(
        course(
            "participation",
            "Participation ratio",
            "How many directions the demonstrations use, mean over worlds.",
            Checkpoint::participation));
    tables.add(
        course(
            "coverage",
            "Coverage",
            "The share of the catalogue among the ten best items of fifty judges, mean over worlds.",
            Checkpoint::coverage));
    tables.removeIf(table -> table.columns().isEmpty() || table.lines().isEmpty());
    return tables;
  }

  private List<ArmTrace> any() {
    return traces.values().iterator().next();
  }

  private boolean isNoAblation(String arm) {
    return !arm.startsWith(Arms.WITHOUT);
  }

  private boolean isFullOrAblation(String arm) {
    return arm.equals(Arms.FULL) || arm.startsWith(Arms.WITHOUT);
  }

  /** User by user over all worlds, the mean over the checkpoints of a phase. */
  private Sample sample(
      List<ArmTrace> worlds, Phase phase, Function<Checkpoint, double[]> figures) {
    return new Sample(
        worlds.stream()
            .map(
                trace ->
                    mean(
                        trace.checkpoints().stream()
                            .filter(c -> phase.holds(c, rounds))
                            .map(figures)
                            .toList()))
            .flatMapToDouble(Arrays::stream)
            .toArray());
  }

  private static double[] mean(Collection<double[]> samples) {
    double[] mean = new double[samples.iterator().next().length];
    samples.forEach(x -> Arrays.setAll(mean, i -> mean[i] + x[i] / samples.size()));
    return mean;
  }

  private Table phases(String model) {
    Table table =
        Table.of(
                "ndcg, " + model,
                "NDCG@10 of the " + model,
                "Held-out users' last choice among 20, with the pool as it was then. Before the"
                    + " drift users of before, from the drift on users of after; at the drift"
                    + " nothing has adapted yet. Means over the judged rounds of a sixth of all"
                    + " rounds. 95 % intervals over users of all worlds.",
                "arm",
                Arrays.stream(Phase.values()).map(phase -> phase.text).toArray(String[]::new))
            .own(Arms.FULL);
    List<ArmTrace> reference = traces.getOrDefault(Arms.FULL, any());
    table.add(NONE, row(reference, c -> c.zeroShot().get(model)));
    traces.forEach((arm, worlds) -> table.add(arm, row(worlds, c -> c.ndcg().get(model))));
    return table;
  }

  private List<Figure> row(List<ArmTrace> worlds, Function<Checkpoint, double[]> figures) {
    return Arrays.stream(Phase.values())
        .map(phase -> sample(worlds, phase, figures))
        .map(sample -> Figure.of(sample.mean(), sample.interval(seed)))
        .toList();
  }

  private Table differences(String model) {
    List<Phase> phases = List.of(Phase.values());
    List<String> columns = new ArrayList<>(phases.stream().map(phase -> phase.text).toList());
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
    List<ArmTrace> full = traces.get(Arms.FULL);
    if (full == null) {
      return table;
    }
    List<String> names = new ArrayList<>(List.of(NONE));
    traces.keySet().stream().filter(arm -> !arm.equals(Arms.FULL)).forEach(names::add);
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
    Sample mine = sample(full, phase, c -> c.ndcg().get(model));
    return mine.minus(
        name.equals(NONE)
            ? sample(full, phase, c -> c.zeroShot().get(model))
            : sample(traces.get(name), phase, c -> c.ndcg().get(model)));
  }

  private double worldsAhead(List<ArmTrace> full, String name, String model) {
    return IntStream.range(0, full.size())
            .filter(
                world -> {
                  List<ArmTrace> mine = full.subList(world, world + 1);
                  List<ArmTrace> other =
                      name.equals(NONE) ? mine : traces.get(name).subList(world, world + 1);
                  return sample(mine, Phase.END, c -> c.ndcg().get(model)).mean()
                      > sample(
                              other,
                              Phase.END,
                              c -> (name.equals(NONE) ? c.zeroShot() : c.ndcg()).get(model))
                          .mean();
                })
            .count()
        / (double) full.size();
  }

  private Table overRounds(String model, String which, Predicate<String> shown) {
    List<String> arms = traces.keySet().stream().filter(shown).toList();
    List<String> columns = new ArrayList<>(arms);
    columns.add(0, NONE);
    Table table =
        axis(
            "%s over rounds, %s".formatted(which, model),
            "NDCG@10 of the %s over the rounds, %s"
                .formatted(model, which.equals("arms") ? "ways to keep a pool" : "each part"),
            "Mean over all users. From the drift on, other users judge: hence the second line of"
                + " the round of the drift.",
            columns);
    List<ArmTrace> reference = traces.getOrDefault(Arms.FULL, any());
    for (int c = 0; c < checkpoints(); c++) {
      int at = c;
      List<Figure> figures = new ArrayList<>();
      figures.add(Figure.of(level(reference, at, x -> x.zeroShot().get(model))));
      arms.forEach(
          arm -> figures.add(Figure.of(level(traces.get(arm), at, x -> x.ndcg().get(model)))));
      table.add(round(at), figures);
    }
    return table;
  }

  private Table course(String id, String title, String note, ToDoubleFunction<Checkpoint> figure) {
    List<String> arms = List.copyOf(traces.keySet());
    Table table = axis(id, title, note, arms);
    for (int c = 0; c < checkpoints(); c++) {
      int at = c;
      table.add(
          round(at),
          arms.stream()
              .map(
                  arm ->
                      Figure.of(
                          traces.get(arm).stream()
                              .mapToDouble(t -> figure.applyAsDouble(t.checkpoints().get(at)))
                              .average()
                              .orElseThrow()))
              .toList());
    }
    return table;
  }

  private static Table axis(String id, String title, String note, List<String> columns) {
    return Table.of(id, title, note, "round", columns.toArray(String[]::new))
        .own(Arms.FULL)
        .asLines();
  }

  private int checkpoints() {
    return any().get(0).checkpoints().size();
  }

  private String round(int checkpoint) {
    return String.valueOf(any().get(0).checkpoints().get(checkpoint).round());
  }

  private static double level(
      List<ArmTrace> worlds, int checkpoint, Function<Checkpoint, double[]> figures) {
    return worlds.stream()
        .map(trace -> figures.apply(trace.checkpoints().get(checkpoint)))
        .flatMapToDouble(Arrays::stream)
        .average()
        .orElseThrow();
  }

  private Table shares() {
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
    traces.forEach(
        (arm, worlds) ->
            table.add(
                arm,
                last(worlds, c -> c.effective() / c.demonstrations()),
                last(worlds, Checkpoint::fresh),
                last(worlds, Checkpoint::coverage),
                last(worlds, Checkpoint::gini)));
    return table;
  }

  private Table rounds() {
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
    double best = traces.values().stream().mapToDouble(this::end).max().orElseThrow();
    traces.forEach(
        (arm, worlds) ->
            table.add(
                arm,
                last(worlds, Checkpoint::participation),
                count(worlds, Verdict.COMMITTED),
                count(worlds, Verdict.HELD),
                count(worlds, Verdict.ROLLED_BACK),
                count(worlds, Verdict.RESET),
                Figure.of(
                    worlds.stream().mapToDouble(ArmTrace::clicksARound).average().orElseThrow()),
                Figure.of(recovery(worlds, best))));
    return table;
  }

  private double end(List<ArmTrace> worlds) {
    return sample(worlds, Phase.END, c -> c.ndcg().get(main)).mean();
  }

  private double recovery(List<ArmTrace> worlds, double best) {
    int drift = rounds / 2;
    List<Checkpoint> checkpoints = worlds.get(0).checkpoints();
    for (int c = 0; c < checkpoints.size(); c++) {
      if (checkpoints.get(c).after()) {
        double none = level(worlds, c, x -> x.zeroShot().get(main));
        double now = level(worlds, c, x -> x.ndcg().get(main));
        if (now >= none + RECOVERED * (best - none)) {
          return checkpoints.get(c).round() - drift;
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
