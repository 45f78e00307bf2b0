package dev.lrgd.evaluate.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lrgd.evaluate.measure.Rank;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class SummaryTest {
  private final Result first = result("popularity", 1, 3, 11, 4);
  private final Result second = result("dual-model", 1, 1, 3, 4);
  private final Summary summary =
      Summary.of(new Report("Games", "t", 4, List.of(first, second), 1.25));

  @Test
  void figuresAreMeansOverUsers() {
    Summary.Line line = summary.results().get(0);
    double fourth = Math.log(2) / Math.log(5);
    double eleventh = Math.log(2) / Math.log(12);
    assertEquals(Map.of("1", 0.25, "5", 0.75, "10", 0.75, "20", 1.0), line.hr());
    assertEquals(0.25, line.ndcg().get("1"), 1e-6);
    assertEquals((1 + 0.5 + fourth) / 4, line.ndcg().get("10"), 1e-6);
    assertEquals((1 + 0.5 + fourth + eleventh) / 4, line.ndcg().get("20"), 1e-6);
    assertEquals((1 + 1.0 / 3 + 1.0 / 11 + 0.25) / 4, line.mrr(), 1e-6);
  }

  @Test
  void theMedianTimeIsTheMiddleOne() {
    assertEquals(2.5, first.rankMicrosP50());
    assertEquals(3, new Result("x", List.of(), new double[] {9, 1, 3}).rankMicrosP50());
  }

  @Test
  void othersAreComparedWithTheDualModelUserByUser() {
    assertEquals(Set.of(), differences(summary.results().get(1)));
    assertEquals(4, differences(summary.results().get(0)).size());
    // Each user's difference is 0, -0.5 or -1 at depth 1, so the mean is between and below 0.
    List<Double> ends = summary.results().get(0).ci95().get("ndcg@1-vs-dual-model");
    assertTrue(ends.get(0) >= -1 && ends.get(0) < ends.get(1) && ends.get(1) <= 0, ends::toString);
  }

  @Test
  void thePairedIntervalIsNarrowerThanTheDifferenceOfTwo() {
    List<Rank> hard = new ArrayList<>();
    List<Rank> harder = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      hard.add(new Rank(1 + i % 15));
      harder.add(new Rank(2 + i % 15));
    }
    Result reference = new Result("dual-model", hard, new double[200]);
    Result other = new Result("title", harder, new double[200]);
    Summary.Line line =
        Summary.of(new Report("d", "t", 200, List.of(reference, other), 0)).results().get(1);
    List<Double> alone = line.ci95().get("ndcg@10");
    List<Double> paired = line.ci95().get("ndcg@10-vs-dual-model");
    assertTrue(paired.get(1) - paired.get(0) < alone.get(1) - alone.get(0), line::toString);
  }

  @Test
  void withoutTheDualModelNothingIsCompared() {
    Summary alone = Summary.of(new Report("d", "t", 4, List.of(first), 0));
    assertEquals(Set.of(), differences(alone.results().get(0)));
    assertFalse(TableReport.write(alone).contains("less that of"));
  }

  private static Set<String> differences(Summary.Line line) {
    Set<String> keys = new TreeSet<>(line.ci95().keySet());
    keys.removeIf(key -> !key.contains("-vs-"));
    return keys;
  }

  static Result result(String name, int... places) {
    List<Rank> ranks = new ArrayList<>();
    for (int place : places) {
      ranks.add(new Rank(place));
    }
    return new Result(name, ranks, new double[] {4, 1, 2, 3});
  }
}
