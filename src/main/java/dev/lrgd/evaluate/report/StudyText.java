package dev.lrgd.evaluate.report;

import java.util.ArrayList;
import java.util.List;

/** A study as tables of plain text, and one table of it in Markdown. */
public final class StudyText {
  private StudyText() {}

  public static String write(Study study) {
    StringBuilder text = new StringBuilder(study.title()).append('\n');
    for (Study.Table table : study.tables()) {
      text.append('\n').append(table.title()).append('\n');
      List<List<String>> cells = cells(table);
      int[] widths = new int[table.columns().size() + 1];
      for (List<String> row : cells) {
        for (int c = 0; c < widths.length; c++) {
          widths[c] = Math.max(widths[c], row.get(c).length());
        }
      }
      for (List<String> row : cells) {
        StringBuilder line = new StringBuilder();
        for (int c = 0; c < widths.length; c++) {
          line.append(("%-" + (widths[c] + 2) + "s").formatted(row.get(c)));
        }
        text.append(line.toString().stripTrailing()).append('\n');
      }
    }
    return text.toString();
  }

  /** The table for a page in Markdown. */
  public static String markdown(Study.Table table) {
    StringBuilder text = new StringBuilder();
    List<List<String>> cells = cells(table);
    for (int r = 0; r < cells.size(); r++) {
      text.append("| ").append(String.join(" | ", cells.get(r))).append(" |\n");
      if (r == 0) {
        text.append("|---".repeat(cells.get(r).size())).append("|\n");
      }
    }
    return text.toString();
  }

  /** The header first. */
  private static List<List<String>> cells(Study.Table table) {
    List<List<String>> cells = new ArrayList<>();
    List<String> header = new ArrayList<>(List.of(table.rows()));
    header.addAll(table.columns());
    cells.add(header);
    for (Study.Line line : table.lines()) {
      List<String> row = new ArrayList<>(List.of(line.name()));
      line.figures().forEach(figure -> row.add(table.text(figure)));
      cells.add(row);
    }
    return cells;
  }
}
