package dev.lrgd.evaluate.adaptation;

import dev.lrgd.evaluate.report.Study.Figure;
import dev.lrgd.evaluate.report.Study.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/** The course of figures over the rounds, one line a round. */
final class CourseTables {
  private final ArmTraces traces;

  CourseTables(ArmTraces traces) {
    this.traces = traces;
  }

  Table overRounds(String model, String which, Predicate<String> shown) {
    List<String> arms = traces.arms().stream().filter(shown).toList();
    List<String> columns = new ArrayList<>(arms);
    columns.add(0, ArmTraces.NONE);
    Table table =
        axis(
            "%s over rounds, %s".formatted(which, model),
            "NDCG@10 of the %s over the rounds, %s"
                .formatted(model, which.equals("arms") ? "ways to keep a pool" : "each part"),
            "Mean over all users. From the drift on, other users judge: hence the second line of"
                + " the round of the drift.",
            columns);
    for (int c = 0; c < traces.judged().size(); c++) {
      int at = c;
      List<Figure> figures = new ArrayList<>();
      figures.add(Figure.of(ArmTraces.level(traces.reference(), at, x -> x.zeroShot().get(model))));
      arms.forEach(
          arm ->
              figures.add(
                  Figure.of(ArmTraces.level(traces.of(arm), at, x -> x.ndcg().get(model)))));
      table.add(String.valueOf(traces.judged().get(at)), figures);
    }
    return table;
  }

  Table course(String id, String title, String note, ToDoubleFunction<Checkpoint> figure) {
    List<String> arms = List.copyOf(traces.arms());
    Table table = axis(id, title, note, arms);
    for (int c = 0; c < traces.judged().size(); c++) {
      int at = c;
      table.add(
          String.valueOf(traces.judged().get(at)),
          arms.stream()
              .map(
                  arm ->
                      Figure.of(
                          traces.of(arm).stream()
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
}
