package dev.lrgd.dual;

import java.util.Arrays;
import java.util.List;

/**
 * What demonstrations do to the test loss of one query with one target (known or pseudo).
 *
 * <p>With o_T the output of the user's own tokens, Z_T their mass, u = -dl/do at o_T, and for a
 * demonstration d its own output o_d and mass b_d:
 *
 * <pre>
 * direction        r_d = u.(o_d - o_T)                a_d = b_d r_d
 * effect           Effect(S) = l(o_T) - l(o_S)        in nats, above 0 where S helps
 * linear effect    Effect_lin(S) = a(S) / (Z_T + b(S)) = sum_{d in S} lambda_d r_d
 * marginal         Effect_lin(S+d) - Effect_lin(S) = b_d / (Z_T + b(S) + b_d) (r_d - Effect_lin(S))
 * leave one out    Effect_lin(S) - Effect_lin(S-d) = b_d / (Z_T + b(S)) (r_d - Effect_lin(S-d))
 * certificate      Effect_lin(S) - R^2 / 8 &lt;= Effect(S) &lt;= Effect_lin(S)
 * </pre>
 *
 * R is the range over the candidates of the moves m_c = s_c(o_S) - s_c(o_T). The upper bound is the
 * convexity of the loss; the lower one its curvature along the move, the variance of m_c under a
 * distribution over the candidates, at most R^2 / 4 (Popoviciu). So d helps, to first order, if and
 * only if its direction exceeds what the set already achieves: neither monotone nor submodular.
 *
 * <p>Everything is computed from log masses, set by set. A demonstration's projection onto the
 * candidates is made when a set first needs it and kept: one instance serves one thread.
 */
public final class EffectProblem {
  private final ListwiseLoss loss;
  private final double logPriorMass;
  private final double[] priorAttention;
  private final double[] priorScores;
  private final double[] residual;
  private final double lossBefore;
  private final Reading[] readings;
  private final double[][] shifts;
  private final double sensitivity;

  private EffectProblem(
      DualState prior, ListwiseLoss loss, int demonstrations, double sensitivity) {
    Candidates candidates = loss.candidates();
    Check.same(prior.valueDimension(), candidates.dimension(), "value dimension of the own tokens");
    this.loss = loss;
    this.logPriorMass = prior.logMass();
    this.priorAttention = candidates.attentionScores(prior.output());
    this.priorScores = candidates.withPrior(priorAttention.clone());
    this.residual = loss.residual(priorScores);
    this.lossBefore = loss.valueOfScores(priorScores);
    this.readings = new Reading[demonstrations];
    this.shifts = new double[demonstrations][];
    this.sensitivity = sensitivity;
  }

  /**
   * Reads every demonstration at a query.
   *
   * @param own the user's tokens before the query, possibly none
   * @param demonstrations each a batch of tokens, its log weights being its learning rate
   * @param query the query, of the keys' dimension
   * @param loss the test loss, its candidates of the values' dimension
   */
  public static EffectProblem of(
      Kernel kernel, Tokens own, List<Tokens> demonstrations, float[] query, ListwiseLoss loss) {
    DualState prior = DualState.read(kernel, own, query);
    Check.finite(query, "query");
    double sensitivity = kernel.scale() * Math.sqrt(Vectors.dot(query, query));
    int n = demonstrations.size();
    EffectProblem problem = new EffectProblem(prior, loss, n, sensitivity);
    double[] u = loss.candidates().pullBack(problem.residual);
    double reference = Vectors.dot(u, prior.output());
    for (int d = 0; d < n; d++) {
      Tokens tokens = demonstrations.get(d);
      Check.same(tokens.valueDimension(), u.length, "value dimension of demonstration " + d);
      problem.readings[d] = new Reading(tokens, tokens.logits(kernel, query), u, reference);
    }
    return problem;
  }

  /** One demonstration at the query. */
  static final class Reading {
    /** Its tokens, with log w_i + log kappa_i and g_i = u.(v_i - o_T) of each. */
    final Tokens tokens;

    final double[] logits;
    final double[] gains;

    /** log b_d = log sum_i e^logit_i. */
    final double logMass;

    /** r_d = sum_i softmax(logits)_i g_i. */
    final double direction;

    Reading(Tokens tokens, double[] logits, double[] u, double reference) {
      this.tokens = tokens;
      this.logits = logits;
      this.gains = new double[logits.length];
      double max = Vectors.max(logits);
      double mass = 0;
      double gain = 0;
      for (int i = 0; i < logits.length; i++) {
        double weight = Math.exp(logits[i] - max);
        gains[i] = tokens.valueDot(i, u) - reference;
        mass += weight;
        gain += weight * gains[i];
      }
      this.logMass = max + Math.log(mass);
      this.direction = mass == 0 ? 0 : gain / mass;
    }
  }

  /** Number of demonstrations; they are named by their index. */
  public int size() {
    return readings.length;
  }

  /** l(o_T), the loss with no demonstration. */
  public double lossBefore() {
    return lossBefore;
  }

  /** l(o_S). */
  public double lossAfter(int... set) {
    return lossOfMove(move(set));
  }

  /** l(o_T) - l(o_S), exactly. */
  public double effect(int... set) {
    return lossBefore - lossAfter(set);
  }

  /** Effect_lin(S), an upper bound of the effect. */
  public double linearEffect(int... set) {
    double[] shares = shares(set);
    double sum = 0;
    for (int i = 0; i < set.length; i++) {
      sum += shares[i] * readings[set[i]].direction;
    }
    return sum;
  }

  /** Effect_lin(S) - R^2 / 8, a lower bound of the effect. */
  public double lowerBound(int... set) {
    double[] move = move(set);
    double range = Vectors.max(move) - min(move);
    return Vectors.dot(residual, move) - range * range / 8;
  }

  /** lambda = b(S) / (Z_T + b(S)). */
  public double mass(int... set) {
    double sum = 0;
    for (double share : shares(set)) {
      sum += share;
    }
    return sum;
  }

  /** r_d: the linear effect if d took all the mass. 0 for a demonstration without tokens. */
  public double direction(int demonstration) {
    return reading(demonstration).direction;
  }

  /** log b_d; -infinity for a demonstration without tokens. */
  public double logMass(int demonstration) {
    return reading(demonstration).logMass;
  }

  /** log Z_T; -infinity for a user without tokens. */
  public double logPriorMass() {
    return logPriorMass;
  }

  /** a_d / Z_T, the gradient alignment of d alone; infinite or NaN where Z_T = 0. */
  public double alignment(int demonstration) {
    return Math.exp(logMass(demonstration) - logPriorMass) * direction(demonstration);
  }

  /** What adding d to S does to the linear effect. */
  public double marginal(int[] set, int demonstration) {
    double[] shares = shares(with(set, demonstration));
    return shares[set.length] * (direction(demonstration) - linearEffect(set));
  }

  /** What S loses of its linear effect without its member d. */
  public double leaveOneOut(int[] set, int demonstration) {
    int[] rest = without(set, demonstration);
    double[] shares = shares(with(rest, demonstration));
    return shares[rest.length] * (direction(demonstration) - linearEffect(rest));
  }

  /** What adding d to S does to the effect. */
  public double exactMarginal(int[] set, int demonstration) {
    return lossAfter(set) - lossAfter(with(set, demonstration));
  }

  /** What S loses of its effect without its member d. */
  public double exactLeaveOneOut(int[] set, int demonstration) {
    return lossAfter(without(set, demonstration)) - lossAfter(set);
  }

  /** m_c = s_c(o_S) - s_c(o_T) = sum_{d in S} lambda_d (E_c.(o_d - o_T) / tau). */
  public double[] move(int... set) {
    double[] shares = shares(set);
    double[] move = new double[priorScores.length];
    for (int i = 0; i < set.length; i++) {
      if (shares[i] > 0) {
        Vectors.axpy(shares[i], shift(set[i]), move);
      }
    }
    return move;
  }

  Reading reading(int demonstration) {
    return readings[Check.index(demonstration, size(), "demonstration")];
  }

  /** scale |q|: how far a key's shift of length 1 can move its logit. */
  double sensitivity() {
    return sensitivity;
  }

  private double lossOfMove(double[] move) {
    Vectors.axpy(1, priorScores, move);
    return loss.valueOfScores(move);
  }

  /** E_c.(o_d - o_T) / tau for every candidate, kept once made. */
  private double[] shift(int d) {
    if (shifts[d] == null) {
      double[] output = DualState.of(readings[d].tokens, readings[d].logits).output();
      shifts[d] = loss.candidates().attentionScores(output);
      Vectors.axpy(-1, priorAttention, shifts[d]);
    }
    return shifts[d];
  }

  /** lambda_d = b_d / (Z_T + b(S)) of every member, from the logarithms. */
  private double[] shares(int[] set) {
    Check.set(set, size(), "set");
    double max = logPriorMass;
    for (int d : set) {
      max = Math.max(max, readings[d].logMass);
    }
    double[] shares = new double[set.length];
    if (max == Double.NEGATIVE_INFINITY) {
      return shares;
    }
    double total = Math.exp(logPriorMass - max);
    for (int i = 0; i < set.length; i++) {
      shares[i] = Math.exp(readings[set[i]].logMass - max);
      total += shares[i];
    }
    for (int i = 0; i < set.length; i++) {
      shares[i] /= total;
    }
    return shares;
  }

  private static double min(double[] x) {
    double min = Double.POSITIVE_INFINITY;
    for (double xi : x) {
      min = Math.min(min, xi);
    }
    return min;
  }

  private static int[] with(int[] set, int demonstration) {
    int[] more = Arrays.copyOf(set, set.length + 1);
    more[set.length] = demonstration;
    return more;
  }

  private static int[] without(int[] set, int demonstration) {
    int[] rest = Arrays.stream(set).filter(d -> d != demonstration).toArray();
    Check.same(
        rest.length, set.length - 1, "size of the set without demonstration " + demonstration);
    return rest;
  }
}
