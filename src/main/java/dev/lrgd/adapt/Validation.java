package dev.lrgd.adapt;

import dev.lrgd.pool.Demonstration;
import dev.lrgd.pool.Tuning;
import dev.lrgd.recommend.CandidateGenerator;
import dev.lrgd.recommend.DemonstrationIndex;
import dev.lrgd.recommend.DualModelRanker;
import dev.lrgd.recommend.FirstStage;
import dev.lrgd.recommend.FirstStageSettings;
import dev.lrgd.recommend.Selection;
import dev.lrgd.recommend.SelectionStrategy;
import dev.lrgd.recommend.Situation;
import dev.lrgd.space.ItemSpace;
import dev.lrgd.space.PlacedItem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Function;

/**
 * Serves held-out users by the service's own first stage and dual model, with demonstrations to be
 * judged, and measures. Two sets of demonstrations are compared in one space, user by user, so that
 * what differs is the demonstrations. Nothing is explored: the comparison is of what is known best.
 */
final class Validation {
  private static final int NEGATIVES = 99;
  private static final int DEPTH = 10;

  /** What a request shows that does not ask for more. */
  private static final int DEMONSTRATIONS = 4;

  /** Whole lists are made for this many users only: each costs a scan of the catalogue. */
  private static final int LISTS = 200;

  private final ItemSpace space;
  private final Function<Tuning, FirstStageSettings> firstStage;
  private final List<Question> questions;

  /**
   * The candidates are rows of the space, placed anew for each scoring: a hundred vectors each
   * would be most of what an adaptation holds.
   *
   * @param candidates of which the first is what was chosen
   */
  private record Question(Situation situation, List<Integer> candidates) {

    /** Who scores the same as what was chosen stands before it. */
    double ndcg(ItemSpace space, double[] output) {
      double[] scores =
          space.candidates(candidates.stream().map(space::place).toList()).scores(output);
      int place = 1;
      for (int c = 1; c < scores.length; c++) {
        place += scores[c] >= scores[0] ? 1 : 0;
      }
      return place <= DEPTH ? Math.log(2) / Math.log1p(place) : 0;
    }
  }

  private Validation(
      ItemSpace space, Function<Tuning, FirstStageSettings> firstStage, List<Question> questions) {
    this.space = space;
    this.firstStage = firstStage;
    this.questions = questions;
  }

  static Validation of(
      ItemSpace space,
      List<ValidationSlice.Case> cases,
      Function<Tuning, FirstStageSettings> firstStage,
      long seed) {
    return new Validation(
        space,
        tuning -> firstStage.apply(tuning).exploring(0),
        cases.stream().map(heldOut -> question(space, heldOut, seed)).toList());
  }

  int users() {
    return questions.size();
  }

  /** Some of the users. */
  Validation part(int from, int to) {
    return new Validation(space, firstStage, questions.subList(from, to));
  }

  private static Question question(ItemSpace space, ValidationSlice.Case heldOut, long seed) {
    long own = 31 * seed + heldOut.user().hashCode();
    Situation situation =
        Situation.of(
            space, heldOut.user(), Places.of(space, heldOut.history()), Situation.NOW, own);
    SplittableRandom random = new SplittableRandom(own);
    Set<Integer> candidates = new LinkedHashSet<>();
    candidates.add(space.indexOf(heldOut.target()));
    Set<String> known = Set.copyOf(heldOut.history());
    for (int draw = 0; draw < 2 * NEGATIVES && candidates.size() <= NEGATIVES; draw++) {
      int item = random.nextInt(space.size());
      if (!known.contains(space.item(item).id())) {
        candidates.add(item);
      }
    }
    return new Question(situation, List.copyOf(candidates));
  }

  /**
   * What was measured with some demonstrations.
   *
   * @param ndcg NDCG@10 of each user
   * @param masses lambda of each user who was shown any
   * @param shown how often each demonstration was
   * @param lists the ten best items of some users
   */
  record Measured(
      DemonstrationIndex index,
      double massCap,
      double[] ndcg,
      List<Double> masses,
      Map<String, Integer> shown,
      List<List<Integer>> lists) {}

  Measured measure(List<Demonstration> demonstrations, Tuning tuning) {
    DemonstrationIndex index = index(demonstrations);
    SelectionStrategy strategy = new FirstStage(index, firstStage.apply(tuning));
    CandidateGenerator catalogue = new CandidateGenerator(space);
    double[] ndcg = new double[users()];
    List<Double> masses = new ArrayList<>();
    Map<String, Integer> shown = new HashMap<>();
    List<List<Integer>> lists = new ArrayList<>();
    for (int u = 0; u < ndcg.length; u++) {
      Question question = questions.get(u);
      Selection selection = strategy.select(question.situation(), DEMONSTRATIONS);
      double[] output = DualModelRanker.output(question.situation(), selection);
      ndcg[u] = question.ndcg(space, output);
      if (!selection.demonstrations().isEmpty()) {
        masses.add(selection.mass());
      }
      selection.demonstrations().forEach(s -> shown.merge(s.demonstration().id(), 1, Integer::sum));
      if (u < LISTS) {
        lists.add(
            catalogue.best(output, DEPTH, item -> true).stream().map(PlacedItem::index).toList());
      }
    }
    return new Measured(index, tuning.massCap(), ndcg, masses, shown, lists);
  }

  DemonstrationIndex index(List<Demonstration> demonstrations) {
    return DemonstrationIndex.of(
        space, demonstrations, firstStage.apply(Tuning.START).transitions());
  }

  /** NDCG@10 of each user and nothing else. */
  double[] ndcg(DemonstrationIndex index, Tuning tuning) {
    SelectionStrategy strategy = new FirstStage(index, firstStage.apply(tuning));
    return questions.stream()
        .mapToDouble(
            question ->
                question.ndcg(
                    space,
                    DualModelRanker.output(
                        question.situation(),
                        strategy.select(question.situation(), DEMONSTRATIONS))))
        .toArray();
  }
}
