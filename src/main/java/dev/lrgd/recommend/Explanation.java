package dev.lrgd.recommend;

import dev.lrgd.dual.DualState;
import dev.lrgd.dual.Tokens;
import dev.lrgd.space.PlacedItem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Why one item has its score, in parts that add up to it.
 *
 * <p>The attention output is o = sum_j A_j v_j, A_j = w_j kappa_j / sum_i w_i kappa_i over the
 * user's own tokens and those of the demonstrations, and the score E_c.o + prior_c is linear in it.
 * So token j contributes A_j E_c.v_j, and a demonstration what its tokens do.
 *
 * @param prior prior_c
 * @param demonstrations contribution of each selected demonstration, in prompt order
 */
record Explanation(double prior, double[] history, double[] demonstrations) {

  /** One explanation per candidate. */
  static List<Explanation> of(
      Situation situation, Selection selection, List<PlacedItem> candidates) {
    List<DualState> parts = new ArrayList<>();
    int own = situation.own().size();
    for (int i = 0; i < own; i++) {
      parts.add(read(situation, situation.own().at(i)));
    }
    selection.demonstrations().forEach(s -> parts.add(read(situation, s.tokens())));
    double[][] contributions = situation.space().candidates(candidates).contributions(parts);
    List<Explanation> explanations = new ArrayList<>(candidates.size());
    for (int c = 0; c < candidates.size(); c++) {
      int candidate = c;
      double[] ofCandidate =
          Arrays.stream(contributions).mapToDouble(part -> part[candidate]).toArray();
      explanations.add(
          new Explanation(
              candidates.get(c).priorScore(),
              Arrays.copyOf(ofCandidate, own - 1),
              Arrays.copyOfRange(ofCandidate, own, parts.size())));
    }
    return explanations;
  }

  private static DualState read(Situation situation, Tokens tokens) {
    return DualState.read(situation.space().kernel(), tokens, situation.query());
  }
}
