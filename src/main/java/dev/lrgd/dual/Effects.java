package dev.lrgd.dual;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * The weighted mean of effects over several problems that share their demonstrations: the
 * pseudo-targets of one request, when the target itself is not known.
 *
 * <p>The mean of the linear effects is a sum of ratios, so no parametric search finds its optimum;
 * see {@link Selector}. As an objective its value is the mean effect, and its bound the mean linear
 * effect.
 */
public final class Effects implements SetObjective {
  private final List<EffectProblem> problems;
  private final double[] weights;
  private final RatioSum linear;

  private Effects(List<EffectProblem> problems, double[] weights) {
    this.problems = problems;
    this.weights = weights;
    this.linear = RatioSum.of(problems, weights);
  }

  /** The effects of one problem alone. */
  public static Effects of(EffectProblem problem) {
    return of(List.of(problem), 1);
  }

  /**
   * The mean over several problems.
   *
   * @param problems at least one, all with the same demonstrations
   * @param weights one per problem, not negative, not all 0; normalised to sum 1
   */
  public static Effects of(List<EffectProblem> problems, double... weights) {
    Check.atLeast(problems.size(), 1, "number of problems");
    Check.same(weights.length, problems.size(), "number of weights");
    double sum = 0;
    for (double w : Check.notNegative(weights, "weight of problem")) {
      sum += w;
    }
    Check.positive(sum, "sum of the problems' weights");
    double[] normalised = weights.clone();
    for (int p = 0; p < weights.length; p++) {
      normalised[p] /= sum;
      Check.same(problems.get(p).size(), problems.get(0).size(), "demonstrations of problem " + p);
    }
    return new Effects(List.copyOf(problems), normalised);
  }

  /** Number of demonstrations. */
  public int size() {
    return problems.get(0).size();
  }

  public List<EffectProblem> problems() {
    return problems;
  }

  /** Mean effect of a set, in nats. */
  @Override
  public double value(int... set) {
    return mean(p -> p.effect(set));
  }

  /** Mean linear effect of a set, which its mean effect never exceeds. */
  @Override
  public double upperBound(int... set) {
    return linear.value(set);
  }

  @Override
  public double[] upperBounds(int[] base, int size) {
    return linear.valuesOfJoining(base);
  }

  /** Mean linear effect, set by set from the log masses. */
  public double linearEffect(int... set) {
    return mean(p -> p.linearEffect(set));
  }

  /** Mean of the certified lower bounds. */
  public double lowerBound(int... set) {
    return mean(p -> p.lowerBound(set));
  }

  /** Mean lambda. */
  public double mass(int... set) {
    return mean(p -> p.mass(set));
  }

  /** Mean r_d. */
  public double direction(int demonstration) {
    return mean(p -> p.direction(demonstration));
  }

  /** Mean of what adding d to S does to the linear effect. */
  public double marginal(int[] set, int demonstration) {
    return mean(p -> p.marginal(set, demonstration));
  }

  /** Mean of what S loses of its linear effect without d. */
  public double leaveOneOut(int[] set, int demonstration) {
    return mean(p -> p.leaveOneOut(set, demonstration));
  }

  /**
   * mean - z * sd of the certified lower bounds over the problems (sd about the weighted mean):
   * what a gate compares with the least improvement it asks for.
   *
   * @param z not negative
   */
  public double lowerConfidenceBound(double z, int... set) {
    Check.notNegative(z, "z");
    double mean = lowerBound(set);
    double variance = mean(p -> Math.pow(p.lowerBound(set) - mean, 2));
    return mean - z * Math.sqrt(variance);
  }

  /**
   * The set in prompt order: ascending mean direction, so that the best stands last, next to the
   * query; ties by index.
   */
  public int[] inPromptOrder(int... set) {
    return Arrays.stream(Check.set(set, size(), "set"))
        .boxed()
        .sorted(
            Comparator.<Integer>comparingDouble(this::direction)
                .thenComparing(Comparator.naturalOrder()))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  RatioSum linear() {
    return linear;
  }

  double mean(ToDoubleFunction<EffectProblem> f) {
    double sum = 0;
    for (int p = 0; p < weights.length; p++) {
      sum += weights[p] * f.applyAsDouble(problems.get(p));
    }
    return sum;
  }
}
