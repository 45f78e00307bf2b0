package dev.lrgd.recommend;

import dev.lrgd.dual.EffectProblem;
import dev.lrgd.dual.Effects;
import dev.lrgd.dual.ListwiseLoss;
import dev.lrgd.dual.Tokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A question whose answer is known, asked instead of the one whose answer is not.
 *
 * @param situation whose query and own tokens are tested
 * @param loss towards the known answer
 * @param weight relative to the other pseudo-targets
 * @param judges the users whose own choices are the answer: their demonstrations have no say here,
 *     else each would recommend itself. They count as without effect here, where theory.md 3.5 (2)
 *     averages over the other judges only, so the nearest demonstrations are held down by the
 *     weight of their own judges
 */
record PseudoTarget(Situation situation, ListwiseLoss loss, double weight, Set<String> judges) {

  /** The effects of demonstrations (their tokens alongside) on several pseudo-targets. */
  static Effects effects(
      List<PseudoTarget> targets,
      DemonstrationIndex index,
      int[] demonstrations,
      List<Tokens> tokens) {
    List<EffectProblem> problems = new ArrayList<>(targets.size());
    for (PseudoTarget target : targets) {
      problems.add(target.problem(index, demonstrations, tokens));
    }
    return Effects.of(problems, targets.stream().mapToDouble(PseudoTarget::weight).toArray());
  }

  private EffectProblem problem(
      DemonstrationIndex index, int[] demonstrations, List<Tokens> tokens) {
    List<Tokens> heard = new ArrayList<>(tokens);
    for (int i = 0; i < demonstrations.length; i++) {
      if (judges.contains(index.demonstration(demonstrations[i]).user())) {
        heard.set(i, silent(tokens.get(i)));
      }
    }
    return EffectProblem.of(
        situation.space().kernel(), situation.own(), heard, situation.query(), loss);
  }

  private static Tokens silent(Tokens tokens) {
    return Tokens.none(tokens.keyDimension(), tokens.valueDimension());
  }
}
