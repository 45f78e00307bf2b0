package dev.lrgd.evaluate.report;

import dev.lrgd.evaluate.measure.Interval;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;

/** A summary as one HTML page with plots, complete in itself. */
final class HtmlReport {
  private static final String PAGE =
      """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>Ranking quality: %1$s</title>
      <style>
      :root { --ink: #1d2430; --soft: #5d6878; --line: #e3e7ed; --page: #ffffff; --own: #0b62a8;
              --base: #8b95a5; --mark: #c2410c; }
      @media (prefers-color-scheme: dark) {
        :root { --ink: #e8ecf2; --soft: #9aa5b5; --line: #2c3543; --page: #131922; --own: #6cb6f5;
                --base: #77839a; --mark: #fb923c; } }
      body { font: 16px/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "DejaVu Sans", sans-serif;
             color: var(--ink); background: var(--page); margin: 0 auto; padding: 40px 28px 64px;
             max-width: 1180px; font-variant-numeric: tabular-nums; }
      h1 { font-size: 30px; line-height: 1.2; margin: 0 0 6px; letter-spacing: -0.01em; }
      h2 { font-size: 19px; margin: 44px 0 4px; }
      p { margin: 0 0 14px; max-width: 70ch; }
      .lead, .note { color: var(--soft); }
      figure { margin: 12px 0 0; overflow-x: auto; }
      svg { display: block; max-width: 100%%; height: auto; min-width: 760px; font-size: 12.5px; }
      svg.single { min-width: 0; }
      svg text { fill: var(--ink); }
      .name { text-anchor: end; font-size: 13px; } .name.own { font-weight: 600; }
      .panel { font-weight: 600; font-size: 13.5px; }
      .tick { text-anchor: middle; } svg .tick, svg .value { fill: var(--soft); font-size: 11.5px; }
      .grid { stroke: var(--line); } .mark { stroke: var(--mark); stroke-width: 1.2; }
      .bar { stroke: var(--base); stroke-width: 1.4; fill: none; } .dot { fill: var(--base); }
      .bar.own { stroke: var(--own); } .dot.own { fill: var(--own); }
      table { border-collapse: collapse; font-size: 14.5px; margin-top: 12px; }
      th, td { padding: 6px 14px 6px 0; text-align: right; border-bottom: 1px solid var(--line); }
      th { color: var(--soft); font-weight: 600; } th:first-child, td:first-child { text-align: left; }
      td.best { font-weight: 700; }
      </style>
      </head>
      <body>
      <h1>Ranking quality on %1$s</h1>
      <p class="lead">%2$s</p>
      %3$s
      </body>
      </html>
      """;

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
    return String.format(Locale.ROOT, PAGE, Html.escape(summary.data()), lead, body);
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
        "NDCG less that of the dual model without demonstrations, on the same users. Where the"
            + " paired 95 % interval does not touch the line, the difference is not chance.");
    plot(
        lines,
        new Figure(
            "NDCG",
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
                        "microseconds a list", micros, none, scale, "%,.1f", Double.NaN)))
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
    figure(DotPlot.draw(figure.name() + " of each ranker at four depths", rows, panels));
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
