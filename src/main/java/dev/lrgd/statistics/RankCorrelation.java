package dev.lrgd.statistics;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** How two orders of the same things agree; NaN where one of them has no order at all. */
public final class RankCorrelation {
  private RankCorrelation() {}

  /** Spearman's rho, ties at their mean rank. */
  public static double spearman(double[] x, double[] y) {
    return pearson(ranks(x), ranks(y));
  }

  /**
   * Spearman's rho of what is left of both after a linear fit of their ranks on the ranks of the
   * controls. Controls that do not vary are no controls.
   */
  public static double partialSpearman(double[] x, double[] y, double[]... controls) {
    double[] restX = centred(ranks(x));
    double[] restY = centred(ranks(y));
    double[][] basis = new double[controls.length][];
    for (int c = 0; c < controls.length; c++) {
      // Gram-Schmidt: each control less what the earlier ones say.
      basis[c] = centred(ranks(controls[c]));
      for (int earlier = 0; earlier < c; earlier++) {
        remove(basis[c], basis[earlier]);
      }
      remove(restX, basis[c]);
      remove(restY, basis[c]);
    }
    return pearson(restX, restY);
  }

  /** Kendall's tau-b, which corrects for ties. */
  public static double kendall(double[] x, double[] y) {
    double agreement = 0;
    double untiedX = 0;
    double untiedY = 0;
    for (int i = 0; i < x.length; i++) {
      for (int j = 0; j < i; j++) {
        double dx = Math.signum(Double.compare(x[i], x[j]));
        double dy = Math.signum(Double.compare(y[i], y[j]));
        agreement += dx * dy;
        untiedX += Math.abs(dx);
        untiedY += Math.abs(dy);
      }
    }
    return agreement / Math.sqrt(untiedX * untiedY);
  }

  private static double pearson(double[] x, double[] y) {
    double[] a = centred(x);
    double[] b = centred(y);
    double scale = Math.sqrt(dot(a, a) * dot(b, b));
    return scale < 1e-9 ? Double.NaN : dot(a, b) / scale;
  }

  private static void remove(double[] from, double[] direction) {
    double square = dot(direction, direction);
    double share = square < 1e-9 ? 0 : dot(from, direction) / square;
    for (int i = 0; i < from.length; i++) {
      from[i] -= share * direction[i];
    }
  }

  private static double[] centred(double[] x) {
    double mean = Arrays.stream(x).average().orElse(0);
    return Arrays.stream(x).map(xi -> xi - mean).toArray();
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  private static double[] ranks(double[] x) {
    int[] order =
        IntStream.range(0, x.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> x[i]))
            .mapToInt(i -> i)
            .toArray();
    double[] ranks = new double[x.length];
    for (int from = 0; from < order.length; ) {
      int to = from;
      while (to < order.length && x[order[to]] == x[order[from]]) {
        to++;
      }
      for (int i = from; i < to; i++) {
        ranks[order[i]] = (from + to - 1) / 2.;
      }
      from = to;
    }
    return ranks;
  }
}
