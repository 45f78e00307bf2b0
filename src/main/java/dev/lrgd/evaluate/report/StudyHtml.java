package dev.lrgd.evaluate.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** A study as one HTML page: every table, and above it the same figures as dots. */
final class StudyHtml {
  private static final int PANELS = 4;

  private final StringBuilder body = new StringBuilder();

  static String write(Study study) {
    StudyHtml html = new StudyHtml();
    study.tables().forEach(html::section);
    String lead =
        "%s</p><p class=\"note\"><code>%s</code>"
            .formatted(Html.escape(study.method()), Html.escape(study.command()));
    return Html.page(study.title(), lead, html.body.toString());
  }

  private void section(Study.Table table) {
    add("<h2>%s</h2>\n<p class=\"note\">%s</p>\n", table.title(), table.note());
    if (table.alongRows()) {
      lines(table);
    } else {
      for (int from = 0; from < table.columns().size(); from += PANELS) {
        plot(table, from, Math.min(from + PANELS, table.columns().size()));
      }
    }
    body.append("<table><tr>");
    add("<th>%s</th>", table.rows());
    table.columns().forEach(column -> add("<th>%s</th>", column));
    body.append("</tr>\n");
    for (Study.Line line : table.lines()) {
      add("<tr><td>%s</td>", line.name());
      line.figures().forEach(figure -> add("<td>%s</td>", table.text(figure)));
      body.append("</tr>\n");
    }
    body.append("</table>\n");
  }

  /** Columns side by side on one scale; only where every row has a figure. */
  private void plot(Study.Table table, int from, int to) {
    List<Study.Figure> figures =
        table.lines().stream().flatMap(line -> line.figures().subList(from, to).stream()).toList();
    if (figures.isEmpty() || figures.stream().map(Study.Figure::value).anyMatch(Objects::isNull)) {
      return;
    }
    Scale scale = scale(figures);
    List<DotPlot.Panel> panels = new ArrayList<>();
    for (int i = from; i < to; i++) {
      int column = i;
      List<Study.Figure> values =
          table.lines().stream().map(line -> line.figures().get(column)).toList();
      panels.add(
          new DotPlot.Panel(
              table.columns().get(i),
              values.stream().map(Study.Figure::value).toList(),
              values.stream().map(Study.Figure::interval).toList(),
              scale,
              table.format(),
              scale.position(0) > 0 ? 0 : Double.NaN));
    }
    List<String> names = table.lines().stream().map(Study.Line::name).toList();
    body.append("<figure>")
        .append(DotPlot.draw(table.title(), names, panels, table.own()))
        .append("</figure>\n");
  }

  private void lines(Study.Table table) {
    List<LinePlot.Series> series = new ArrayList<>();
    for (int c = 0; c < table.columns().size(); c++) {
      int column = c;
      series.add(
          new LinePlot.Series(
              table.columns().get(c),
              table.lines().stream().map(line -> line.figures().get(column).value()).toList()));
    }
    List<Double> places = table.lines().stream().map(line -> Double.valueOf(line.name())).toList();
    body.append("<figure>")
        .append(LinePlot.draw(table.title(), table.rows(), places, series, table.own()))
        .append("</figure>\n");
  }

  private static Scale scale(List<Study.Figure> figures) {
    double low = 0;
    double high = 0;
    boolean tiny = true;
    double smallest = Double.POSITIVE_INFINITY;
    for (Study.Figure figure : figures) {
      double value = figure.value();
      low = Math.min(low, figure.ci95() == null ? value : figure.ci95().get(0));
      high = Math.max(high, figure.ci95() == null ? value : figure.ci95().get(1));
      tiny &= value > 0 && figure.ci95() == null;
      smallest = Math.min(smallest, value);
    }
    // Errors span powers of ten.
    return tiny && high > 1000 * smallest
        ? Scale.logarithmic(smallest, high)
        : Scale.linear(low, high);
  }

  private void add(String format, String... values) {
    Object[] escaped = new Object[values.length];
    for (int i = 0; i < values.length; i++) {
      escaped[i] = Html.escape(values[i]);
    }
    body.append(String.format(Locale.ROOT, format, escaped));
  }
}
