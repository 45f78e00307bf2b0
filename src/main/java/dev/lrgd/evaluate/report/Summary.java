package dev.lrgd.evaluate.report;

import dev.lrgd.statistics.Bootstrap;
import dev.lrgd.statistics.Interval;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;

/**
 * The figures of a report, as {@code report.json} shows them.
 *
 * @param results one for each ranker, in the order they were named
 */
public record Summary(String data, String test, int users, List<Line> results, double fitSeconds) {
  private static final long SEED = 1;

  /**
   * The figures of one ranker.
   *
   * @param ndcg by depth
   * @param hr hit rate by depth
   * @param ci95 low and high end by figure: {@code ndcg@10}, and {@code ndcg@10-vs-dual-model} for
   *     the paired difference
   */
  public record Line(
      String ranker,
      Map<String, Double> ndcg,
      Map<String, Double> hr,
      double mrr,
      Map<String, List<Double>> ci95,
      double rankMicrosP50) {

    /** The interval of NDCG at a depth. */
    Interval interval(int k) {
      return asInterval(ci95.get(key(k)));
    }

    /** The interval of the difference to the reference; null for the reference itself. */
    Interval differenceInterval(int k) {
      List<Double> ends = ci95.get(differenceKey(k));
      return ends == null ? null : asInterval(ends);
    }

    private static Interval asInterval(List<Double> ends) {
      return new Interval(ends.get(0), ends.get(1));
    }
  }

  public static Summary of(Report report) {
    Bootstrap bootstrap = new Bootstrap(SEED);
    List<Line> lines = new ArrayList<>();
    for (Result result : report.results()) {
      lines.add(
          new Line(
              result.ranker(),
              byDepth(result::ndcg),
              byDepth(result::hitRate),
              rounded(result.mrr()),
              intervals(result, report, bootstrap),
              rounded(result.rankMicrosP50())));
    }
    return new Summary(
        report.data(), report.test(), report.users(), lines, rounded(report.fitSeconds()));
  }

  /** The figures of the ranker that others are compared with. */
  Line reference() {
    return results.stream()
        .filter(line -> line.ranker().equals(Report.REFERENCE))
        .findFirst()
        .orElseThrow();
  }

  private static Map<String, List<Double>> intervals(
      Result result, Report report, Bootstrap bootstrap) {
    Map<String, List<Double>> intervals = new LinkedHashMap<>();
    for (int k : Result.DEPTHS) {
      intervals.put(key(k), ends(result.ndcgInterval(k, bootstrap)));
    }
    report
        .reference()
        .filter(reference -> reference != result)
        .ifPresent(
            reference -> {
              for (int k : Result.DEPTHS) {
                Interval interval = result.ndcgDifferenceInterval(k, reference, bootstrap);
                intervals.put(differenceKey(k), ends(interval));
              }
            });
    return intervals;
  }

  private static String key(int k) {
    return "ndcg@" + k;
  }

  private static String differenceKey(int k) {
    return key(k) + "-vs-" + Report.REFERENCE;
  }

  private static Map<String, Double> byDepth(IntToDoubleFunction figure) {
    Map<String, Double> byDepth = new LinkedHashMap<>();
    Result.DEPTHS.forEach(k -> byDepth.put(String.valueOf(k), rounded(figure.applyAsDouble(k))));
    return byDepth;
  }

  private static List<Double> ends(Interval interval) {
    return List.of(rounded(interval.low()), rounded(interval.high()));
  }

  /** Six decimals are more than any interval warrants. */
  private static double rounded(double x) {
    return Math.round(x * 1e6) / 1e6;
  }
}
