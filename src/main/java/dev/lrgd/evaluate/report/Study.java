package dev.lrgd.evaluate.report;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.lrgd.statistics.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The figures of one experiment, as {@code report.json} shows them.
 *
 * @param method what was done with what, in a few sentences
 * @param command arguments that give these figures again
 */
public record Study(String title, String method, String command, List<Table> tables) {

  /**
   * Figures that belong together.
   *
   * @param id by which a page asks for the table
   * @param note what the figures mean
   * @param rows what a row is
   * @param format of a figure, for {@link String#format}
   * @param own how the names of the rows begin that are this project's
   * @param alongRows whether the rows are points on an axis, named by their numbers, and each
   *     column a line over them, so that {@code own} says how a column begins
   */
  public record Table(
      String id,
      String title,
      String note,
      String rows,
      List<String> columns,
      String format,
      String own,
      @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean alongRows,
      List<Line> lines) {

    /** An empty table, to be filled by {@link #add}. */
    public static Table of(String id, String title, String note, String rows, String... columns) {
      return new Table(
          id, title, note, rows, List.of(columns), "%.3f", "effect", false, new ArrayList<>());
    }

    /** The same table with another format. */
    public Table format(String other) {
      return new Table(id, title, note, rows, columns, other, own, alongRows, lines);
    }

    /** The same table with other rows standing out. */
    public Table own(String other) {
      return new Table(id, title, note, rows, columns, format, other, alongRows, lines);
    }

    /** The same table, its columns to be drawn as lines over the rows. */
    public Table asLines() {
      return new Table(id, title, note, rows, columns, format, own, true, lines);
    }

    public Table add(String name, Figure... figures) {
      return add(name, List.of(figures));
    }

    public Table add(String name, List<Figure> figures) {
      if (figures.size() != columns.size()) {
        throw new IllegalArgumentException(
            "%s: %d figures for %d columns".formatted(name, figures.size(), columns.size()));
      }
      lines.add(new Line(name, List.copyOf(figures)));
      return this;
    }

    /** A figure with its interval as text; empty where there is none. */
    String text(Figure figure) {
      if (figure.value == null) {
        return "";
      }
      // A count among figures of significant digits.
      boolean count = format.endsWith("g") && figure.value == Math.rint(figure.value);
      String value = String.format(Locale.ROOT, count ? "%.0f" : format, figure.value);
      return figure.ci95 == null
          ? value
          : value
              + String.format(
                  Locale.ROOT,
                  " [" + format + ", " + format + "]",
                  figure.ci95.get(0),
                  figure.ci95.get(1));
    }
  }

  /** A row. */
  public record Line(String name, List<Figure> figures) {}

  /**
   * A figure.
   *
   * @param value null where there is none
   * @param ci95 low and high end of its interval; null where there is none
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Figure(Double value, List<Double> ci95) {

    public static Figure of(double value) {
      return new Figure(Double.isFinite(value) ? rounded(value) : null, null);
    }

    public static Figure of(double value, Interval interval) {
      return new Figure(rounded(value), List.of(rounded(interval.low()), rounded(interval.high())));
    }

    public static Figure none() {
      return new Figure(null, null);
    }

    Interval interval() {
      return ci95 == null ? null : new Interval(ci95.get(0), ci95.get(1));
    }

    /** Four significant digits are more than any interval warrants. */
    private static double rounded(double x) {
      return Double.parseDouble(String.format(Locale.ROOT, "%.3e", x));
    }
  }
}
