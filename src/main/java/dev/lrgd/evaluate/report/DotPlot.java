package dev.lrgd.evaluate.report;

import dev.lrgd.statistics.Interval;
import java.util.List;
import java.util.Locale;

/**
 * Small multiples as SVG: panels side by side over the same rows, one dot for each row and panel,
 * with an error bar where there is an interval (Cleveland 1984: dots are compared by position,
 * which the eye does best).
 */
final class DotPlot {
  private static final int NAMES = 168;
  private static final int PANEL = 178;
  private static final int GAP = 22;
  private static final int TOP = 34;
  private static final int ROW = 26;
  private static final int BOTTOM = 26;
  private static final int RADIUS = 3;

  /** The height of the strokes that end an error bar; above the dot, so that short bars show. */
  private static final int CAP = 12;

  /** Room for a value's label right of its dot. */
  private static final int LABEL = 44;

  /**
   * One column of dots.
   *
   * @param intervals one for each row, null where there is none
   * @param format of the value's label
   * @param mark the value at which a line is drawn; NaN for none
   */
  record Panel(
      String title,
      List<Double> values,
      List<Interval> intervals,
      Scale scale,
      String format,
      double mark) {}

  private final List<String> names;
  private final List<Panel> panels;
  private final String own;
  private final StringBuilder svg = new StringBuilder();

  private DotPlot(List<String> names, List<Panel> panels, String own) {
    this.names = names;
    this.panels = panels;
    this.own = own;
  }

  /**
   * The plot.
   *
   * @param description for those who cannot see it
   * @param own how the names of the rows begin that stand out from the others
   */
  static String draw(String description, List<String> names, List<Panel> panels, String own) {
    return new DotPlot(names, panels, own).draw(description);
  }

  private String draw(String description) {
    int width = NAMES + panels.size() * (PANEL + LABEL + GAP);
    int height = TOP + names.size() * ROW + BOTTOM;
    add(
        "<svg viewBox='0 0 %d %d' width='%d' role='img' aria-label='%s'>",
        width, height, width, Html.escape(description));
    for (int row = 0; row < names.size(); row++) {
      add(
          "<text class='name%s' x='%d' y='%d'>%s</text>",
          style(row), NAMES - 16, middle(row) + 4, Html.escape(names.get(row)));
    }
    for (int p = 0; p < panels.size(); p++) {
      panel(panels.get(p), NAMES + p * (PANEL + LABEL + GAP));
    }
    return svg.append("</svg>").toString();
  }

  private void panel(Panel panel, int left) {
    int bottom = TOP + names.size() * ROW;
    add("<text class='panel' x='%d' y='18'>%s</text>", left, Html.escape(panel.title));
    for (double tick : panel.scale.ticks()) {
      double x = x(panel, left, tick);
      add("<line class='grid' x1='%.1f' y1='%d' x2='%.1f' y2='%d'/>", x, TOP, x, bottom);
      add("<text class='tick' x='%.1f' y='%d'>%s</text>", x, bottom + 17, panel.scale.label(tick));
    }
    if (Double.isFinite(panel.mark)) {
      double x = x(panel, left, panel.mark);
      add("<line class='mark' x1='%.1f' y1='%d' x2='%.1f' y2='%d'/>", x, TOP, x, bottom);
    }
    for (int row = 0; row < names.size(); row++) {
      dot(panel, left, row);
    }
  }

  private void dot(Panel panel, int left, int row) {
    double value = panel.values.get(row);
    Interval interval = panel.intervals.get(row);
    double x = x(panel, left, value);
    double end = x;
    int y = middle(row);
    if (interval != null) {
      end = x(panel, left, interval.high());
      double low = x(panel, left, interval.low());
      String whiskers = "<path class='bar%s' d='M%.1f %dH%.1fM%.1f %dv%dM%.1f %dv%d'/>";
      int cap = y - CAP / 2;
      add(whiskers, style(row), low, y, end, low, cap, CAP, end, cap, CAP);
    }
    add("<circle class='dot%s' cx='%.1f' cy='%d' r='%d'/>", style(row), x, y, RADIUS);
    String label = String.format(Locale.ROOT, panel.format, value);
    add(
        "<text class='value' x='%.1f' y='%d'>%s</text>",
        Math.max(end, x + RADIUS) + 5, y + 4, label);
  }

  private String style(int row) {
    return names.get(row).startsWith(own) ? " own" : "";
  }

  private static int middle(int row) {
    return TOP + row * ROW + ROW / 2;
  }

  private static double x(Panel panel, int left, double value) {
    return left + PANEL * panel.scale.position(value);
  }

  private void add(String format, Object... values) {
    svg.append(String.format(Locale.ROOT, format, values)).append('\n');
  }
}
