package dev.lrgd.evaluate.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Lines over one axis as SVG, each named at its right end, where the eye arrives. Lines differ by
 * their dashes and not by colour, but for those that stand out. A point without a figure is left
 * out; two points of the same place make a vertical step.
 */
final class LinePlot {
  private static final int LEFT = 60;
  private static final int PLOT = 640;
  private static final int NAMES = 260;
  private static final int TOP = 14;
  private static final int HEIGHT = 320;
  private static final int BOTTOM = 44;
  private static final int LABEL = 15;
  private static final List<String> DASHES = List.of("none", "7 3", "2 3", "9 3 2 3", "14 4");

  /**
   * @param values one for each place, null where there is none
   */
  record Series(String name, List<Double> values) {}

  private final List<Double> places;
  private final List<Series> series;
  private final String own;
  private final Scale across;
  private final Scale up;
  private final StringBuilder svg = new StringBuilder();

  private LinePlot(List<Double> places, List<Series> series, String own) {
    this.places = places;
    this.series = series;
    this.own = own;
    this.across = covering(places);
    this.up =
        covering(series.stream().flatMap(s -> s.values().stream()).filter(v -> v != null).toList());
  }

  private static Scale covering(List<Double> values) {
    double low = values.stream().mapToDouble(v -> v).min().orElse(0);
    double high = values.stream().mapToDouble(v -> v).max().orElse(1);
    return Scale.linear(low, high);
  }

  /**
   * The plot.
   *
   * @param description for those who cannot see it
   * @param axis what the places are
   * @param own how the names of the series begin that stand out from the others
   */
  static String draw(
      String description, String axis, List<Double> places, List<Series> series, String own) {
    return new LinePlot(places, series, own).draw(description, axis);
  }

  private String draw(String description, String axis) {
    add(
        "<svg viewBox='0 0 %d %d' width='%d' role='img' aria-label='%s'>",
        LEFT + PLOT + NAMES, TOP + HEIGHT + BOTTOM, LEFT + PLOT + NAMES, Html.escape(description));
    for (double tick : up.ticks()) {
      double y = y(tick);
      add("<line class='grid' x1='%d' y1='%.1f' x2='%d' y2='%.1f'/>", LEFT, y, LEFT + PLOT, y);
      add(
          "<text class='tick' x='%d' y='%.1f'>%s</text>",
          LEFT - 24, y + 4, Html.escape(up.label(tick)));
    }
    for (double tick : across.ticks()) {
      add(
          "<text class='tick' x='%.1f' y='%d'>%s</text>",
          x(tick), TOP + HEIGHT + 17, Html.escape(across.label(tick)));
    }
    add(
        "<text class='tick' x='%d' y='%d'>%s</text>",
        LEFT + PLOT / 2, TOP + HEIGHT + 36, Html.escape(axis));
    List<Label> labels = new ArrayList<>();
    for (int s = 0; s < series.size(); s++) {
      if (!isOwn(series.get(s))) {
        line(series.get(s), DASHES.get(s % DASHES.size()), labels);
      }
    }
    // Over the others.
    series.stream().filter(this::isOwn).forEach(s -> line(s, "none", labels));
    names(labels);
    return svg.append("</svg>").toString();
  }

  private boolean isOwn(Series one) {
    return one.name().startsWith(own);
  }

  /** A series' name where its line ends. */
  private record Label(String name, String style, double x, double y) {}

  private void line(Series one, String dashes, List<Label> labels) {
    StringBuilder path = new StringBuilder();
    double x = Double.NaN;
    double y = Double.NaN;
    for (int i = 0; i < places.size(); i++) {
      Double value = one.values().get(i);
      if (value != null) {
        x = x(places.get(i));
        y = y(value);
        path.append(String.format(Locale.ROOT, "%s%.1f %.1f", path.isEmpty() ? "M" : "L", x, y));
      }
    }
    if (path.isEmpty()) {
      return;
    }
    String style = isOwn(one) ? " own" : "";
    add(
        "<path class='bar%s' stroke-dasharray='%s'%s d='%s'/>",
        style, dashes, isOwn(one) ? " style='stroke-width:2.6'" : "", path);
    labels.add(new Label(one.name(), style, x, y));
  }

  /** From top to bottom, none over another. */
  private void names(List<Label> labels) {
    labels.sort(Comparator.comparingDouble(Label::y));
    double free = TOP;
    double surplus = TOP + HEIGHT - labels.size() * (double) LABEL;
    for (Label label : labels) {
      double y = Math.max(free, Math.min(label.y, surplus + LABEL));
      add(
          "<line class='grid' x1='%.1f' y1='%.1f' x2='%d' y2='%.1f'/>",
          label.x, label.y, LEFT + PLOT + 12, y);
      add(
          "<text class='name%s' style='text-anchor:start' x='%d' y='%.1f'>%s</text>",
          label.style, LEFT + PLOT + 16, y + 4, Html.escape(label.name));
      free = y + LABEL;
      surplus += LABEL;
    }
  }

  private double x(double place) {
    return LEFT + PLOT * across.position(place);
  }

  private double y(double value) {
    return TOP + HEIGHT * (1 - up.position(value));
  }

  private void add(String format, Object... values) {
    svg.append(String.format(Locale.ROOT, format, values)).append('\n');
  }
}
