package dev.lrgd.evaluate.report;

import dev.lrgd.statistics.Interval;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;

/** A summary as one HTML page with plots, complete in itself. */
final class HtmlReport {
  private final Summary summary;
  private final List<String> names;
  private final StringBuilder body = new StringBuilder();

  private HtmlReport(Summary summary) {
    this.summary = summary;
    this.names = summary.results().stream().map(Summary.Line::ranker).toList();
  }

  static String write(Summary summary) {
    return new HtmlReport(summary).write();
  }

  private String write() {
    quality();
    differences();
    hitRates();
    time();
    table();
    String lead =
        String.format(
            Locale.ROOT,
            "Test lists: %s, %,d users. Rankers learnt from the training data in %.1f s.",
            Html.escape(summary.test()),
            summary.users(),
            summary.fitSeconds());
    return Html.page("Ranking quality on " + summary.data(), lead, body.toString());
  }

  private void quality() {
    section(
        "NDCG",
        "How far up the item stands that the user really chose next: 1 is always first."
            + " Ties count against the ranker. Bars are 95 % bootstrap intervals over users.");
    plot(
        summary.results(),
        new Figure(
            "NDCG",
            (line, k) -> line.ndcg().get(String.valueOf(k)),
            Summary.Line::interval,
            "%.3f",
            Double.NaN));
  }

  /** Only of the dual model with demonstrations: beside a baseline's they would not be seen. */
  private void differences() {
    List<Summary.Line> lines =
        summary.results().stream()
            .filter(line -> line.ranker().startsWith(Report.REFERENCE))
            .filter(line -> line.differenceInterval(10) != null)
            .toList();
    if (lines.isEmpty()) {
      return;
    }
    Map<String, Double> reference = summary.reference().ndcg();
    section(
        "What demonstrations add",
        "NDCG less that of the dual model without demonstrations, on the same users, with paired"
            + " 95 % intervals. Each is for itself: among many, one may miss the line by chance.");
    plot(
        lines,
        new Figure(
            "NDCG gained",
            (line, k) -> line.ndcg().get(String.valueOf(k)) - reference.get(String.valueOf(k)),
            Summary.Line::differenceInterval,
            "%+.4f",
            0));
  }

  private void hitRates() {
    section("Hit rate", "The share of users whose next item is among the first k.");
    plot(
        summary.results(),
        new Figure(
            "HR",
            (line, k) -> line.hr().get(String.valueOf(k)),
            (line, k) -> null,
            "%.3f",
            Double.NaN));
  }

  private void time() {
    section("Time", "Median time to rank one list, on a logarithmic axis.");
    List<Double> micros = values(line -> Math.max(0.1, line.rankMicrosP50()));
    Scale scale = Scale.logarithmic(Collections.min(micros), Collections.max(micros));
    List<Interval> none = Collections.nCopies(names.size(), null);
    figure(
        DotPlot.draw(
                "Median time of each ranker",
                names,
                List.of(
                    new DotPlot.Panel(
                        "microseconds a list", micros, none, scale, "%,.1f", Double.NaN)),
                Report.REFERENCE)
            .replaceFirst("<svg", "<svg class='single'"));
  }

  private void table() {
    section("All figures", "");
    body.append("<table><tr><th>ranker</th>");
    Result.DEPTHS.forEach(k -> body.append("<th>NDCG@").append(k).append("</th>"));
    Result.DEPTHS.forEach(k -> body.append("<th>HR@").append(k).append("</th>"));
    body.append("<th>MRR</th></tr>\n");
    for (Summary.Line line : summary.results()) {
      body.append("<tr><td>").append(Html.escape(line.ranker())).append("</td>");
      Result.DEPTHS.forEach(k -> cell(line, each -> each.ndcg().get(String.valueOf(k))));
      Result.DEPTHS.forEach(k -> cell(line, each -> each.hr().get(String.valueOf(k))));
      cell(line, Summary.Line::mrr);
      body.append("</tr>\n");
    }
    body.append("</table>\n");
  }

  private void cell(Summary.Line line, Function<Summary.Line, Double> figure) {
    double value = figure.apply(line);
    boolean best = value == Collections.max(values(figure));
    body.append(
        String.format(Locale.ROOT, "<td%s>%.3f</td>", best ? " class=\"best\"" : "", value));
  }

  private void section(String title, String note) {
    body.append("<h2>").append(Html.escape(title)).append("</h2>\n");
    if (!note.isEmpty()) {
      body.append("<p class=\"note\">").append(Html.escape(note)).append("</p>\n");
    }
  }

  /** One panel for each depth, all on the same scale. */
  private void plot(List<Summary.Line> lines, Figure figure) {
    Scale scale = figure.scale(lines);
    List<DotPlot.Panel> panels =
        Result.DEPTHS.stream().map(k -> figure.panel(lines, k, scale)).toList();
    List<String> rows = lines.stream().map(Summary.Line::ranker).toList();
    figure(
        DotPlot.draw(
            figure.name() + " of each ranker at four depths", rows, panels, Report.REFERENCE));
  }

  private void figure(String svg) {
    body.append("<figure>").append(svg).append("</figure>\n");
  }

  private List<Double> values(Function<Summary.Line, Double> figure) {
    return summary.results().stream().map(figure).toList();
  }

  /** What a row of panels shows: a value and perhaps an interval by line and depth. */
  private record Figure(
      String name,
      BiFunction<Summary.Line, Integer, Double> value,
      BiFunction<Summary.Line, Integer, Interval> interval,
      String format,
      double mark) {

    DotPlot.Panel panel(List<Summary.Line> lines, int k, Scale scale) {
      List<Interval> intervals = new ArrayList<>();
      lines.forEach(line -> intervals.add(interval.apply(line, k)));
      List<Double> values = lines.stream().map(line -> value.apply(line, k)).toList();
      return new DotPlot.Panel(name + "@" + k, values, intervals, scale, format, mark);
    }

    /** From 0 at the latest to whatever any line reaches at any depth. */
    Scale scale(List<Summary.Line> lines) {
      double low = 0;
      double high = 0;
      for (Summary.Line line : lines) {
        for (int k : Result.DEPTHS) {
          Interval bar = interval.apply(line, k);
          double dot = value.apply(line, k);
          low = Math.min(low, bar == null ? dot : bar.low());
          high = Math.max(high, bar == null ? dot : bar.high());
        }
      }
      return Scale.linear(low, high);
    }
  }
}
