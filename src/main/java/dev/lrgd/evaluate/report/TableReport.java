package dev.lrgd.evaluate.report;

import dev.lrgd.statistics.Interval;
import java.util.Locale;

/** A summary as a table of plain text. */
public final class TableReport {
  private TableReport() {}

  public static String write(Summary summary) {
    int width = summary.results().stream().mapToInt(l -> l.ranker().length()).max().orElse(0);
    String first = "%-" + Math.max(width, "ranker".length()) + "s";
    StringBuilder table = new StringBuilder();
    table.append(
        String.format(
            Locale.ROOT,
            "%s, %s: %,d users, fitted in %.1f s%n%n",
            summary.data(),
            summary.test(),
            summary.users(),
            summary.fitSeconds()));
    table.append(
        String.format(
            Locale.ROOT,
            first + "  %6s %6s %6s %6s  %-15s  %6s %6s  %11s%n",
            "ranker",
            "NDCG@1",
            "@5",
            "@10",
            "@20",
            "@10, 95 %",
            "HR@10",
            "MRR",
            "us per list"));
    for (Summary.Line line : summary.results()) {
      Interval interval = line.interval(10);
      table.append(
          String.format(
              Locale.ROOT,
              first + "  %6.3f %6.3f %6.3f %6.3f  [%.3f, %.3f]   %6.3f %6.3f  %,11.1f%n",
              line.ranker(),
              line.ndcg().get("1"),
              line.ndcg().get("5"),
              line.ndcg().get("10"),
              line.ndcg().get("20"),
              interval.low(),
              interval.high(),
              line.hr().get("10"),
              line.mrr(),
              line.rankMicrosP50()));
    }
    return table.append(differences(summary, first)).toString();
  }

  private static String differences(Summary summary, String first) {
    StringBuilder table = new StringBuilder();
    for (Summary.Line line : summary.results()) {
      Interval interval = line.differenceInterval(10);
      if (interval != null) {
        table.append(
            String.format(
                Locale.ROOT,
                first + "  %+.4f  [%+.4f, %+.4f]%n",
                line.ranker(),
                line.ndcg().get("10") - summary.reference().ndcg().get("10"),
                interval.low(),
                interval.high()));
      }
    }
    return table.isEmpty()
        ? ""
        : String.format(
            "%nNDCG@10 less that of %s, paired 95 %% interval%n%s", Report.REFERENCE, table);
  }
}
