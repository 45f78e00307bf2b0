package dev.lrgd.evaluate.report;

import dev.lrgd.evaluate.measure.Rank;
import dev.lrgd.statistics.Bootstrap;
import dev.lrgd.statistics.Interval;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What one ranker did with every test list.
 *
 * @param ranks of the positives, list by list
 * @param rankMicros time that each list took, in microseconds
 */
public record Result(String ranker, List<Rank> ranks, double[] rankMicros) {
  /** The depths at which rankings are measured. */
  public static final List<Integer> DEPTHS = List.of(1, 5, 10, 20);

  public double ndcg(int k) {
    return mean(each(rank -> rank.ndcg(k)));
  }

  public double hitRate(int k) {
    return mean(each(rank -> rank.hit(k)));
  }

  /** Mean reciprocal rank. */
  public double mrr() {
    return mean(each(Rank::reciprocal));
  }

  public Interval ndcgInterval(int k, Bootstrap bootstrap) {
    return bootstrap.ofMean(each(rank -> rank.ndcg(k)));
  }

  /** By how much NDCG at {@code k} is above that of another ranker on the same lists. */
  public Interval ndcgDifferenceInterval(int k, Result other, Bootstrap bootstrap) {
    return bootstrap.ofMean(differences(k, other));
  }

  public double rankMicrosP50() {
    double[] sorted = rankMicros.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  private double[] differences(int k, Result other) {
    double[] differences = each(rank -> rank.ndcg(k));
    for (int i = 0; i < differences.length; i++) {
      differences[i] -= other.ranks.get(i).ndcg(k);
    }
    return differences;
  }

  private double[] each(ToDoubleFunction<Rank> figure) {
    return ranks.stream().mapToDouble(figure).toArray();
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElseThrow();
  }
}
