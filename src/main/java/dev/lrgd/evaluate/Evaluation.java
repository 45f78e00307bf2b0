package dev.lrgd.evaluate;

import dev.lrgd.evaluate.data.DataException;
import dev.lrgd.evaluate.data.DataSet;
import dev.lrgd.evaluate.data.Situation;
import dev.lrgd.evaluate.data.Split;
import dev.lrgd.evaluate.data.TestList;
import dev.lrgd.evaluate.measure.Rank;
import dev.lrgd.evaluate.rank.ListRanker;
import dev.lrgd.evaluate.rank.Query;
import dev.lrgd.evaluate.report.Result;
import dev.lrgd.space.Interaction;
import dev.lrgd.space.Item;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** Has rankers rank the same test lists, and notes ranks and times. */
final class Evaluation {
  private static final double NANOS_PER_MICRO = 1000;

  private final DataSet data;
  private final Split split;
  private final List<TestList> lists;
  private final PrintWriter progress;

  /**
   * Lists whose positive is not what was held out for that user are left out: it could have been
   * learnt from. How many, is said.
   */
  Evaluation(DataSet data, Split split, List<TestList> lists, PrintWriter progress) {
    this.data = data;
    this.split = split;
    this.lists = lists.stream().filter(this::isHeldOut).toList();
    this.progress = progress;
    if (this.lists.isEmpty()) {
      throw new DataException(
          data.name() + ": in no test list is \"pos\" what this split holds out for the user");
    }
    if (this.lists.size() < lists.size()) {
      progress.printf(
          "%,d of %,d test lists are left out: their \"pos\" is not what this split holds out%n",
          lists.size() - this.lists.size(), lists.size());
    }
  }

  int users() {
    return lists.size();
  }

  List<Query> queries() {
    return lists.stream().map(this::query).toList();
  }

  /** The place of what was chosen, for each query. */
  List<Integer> positives() {
    return lists.stream().map(list -> list.candidates().indexOf(list.positive())).toList();
  }

  Result rank(String name, ListRanker ranker) {
    List<Rank> ranks = new ArrayList<>(lists.size());
    double[] micros = new double[lists.size()];
    try (Progress bar = new Progress(progress, name, lists.size())) {
      for (TestList list : lists) {
        Query query = query(list);
        long start = System.nanoTime();
        double[] scores = ranker.scores(query);
        micros[ranks.size()] = (System.nanoTime() - start) / NANOS_PER_MICRO;
        ranks.add(Rank.of(list.candidates().indexOf(list.positive()), scores));
        bar.step();
      }
    }
    return new Result(name, ranks, micros);
  }

  private boolean isHeldOut(TestList list) {
    Situation situation = split.situations().get(list.user());
    return situation != null && situation.next().item().equals(list.positive());
  }

  private Query query(TestList list) {
    List<Item> history =
        split.situations().get(list.user()).history().stream()
            .map(Interaction::item)
            .map(data::item)
            .toList();
    return new Query(list.user(), history, list.candidates().stream().map(data::item).toList());
  }
}
