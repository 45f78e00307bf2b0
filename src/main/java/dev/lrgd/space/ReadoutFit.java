package dev.lrgd.space;

import static dev.lrgd.space.ReadoutSample.DEMONSTRATION;
import static dev.lrgd.space.ReadoutSample.PARAMETERS;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * Fits the {@link Readout} on held-out next items: the minimum of the mean listwise cross-entropy l
 * = -s_y + log sum_c exp s_c, plus a weak pull to the start, by natural gradient descent (Fisher
 * scoring, Amari 1998) on all scalars at once.
 *
 * <p>Gradient and Fisher matrix need only the scores' Jacobian J_c = ds_c / dtheta: grad = sum_c
 * (p_c - [c = y]) J_c, F = Cov_p(J). The scores are linear in scales and prior weights; through the
 * attention A = softmax(logit), do/dtheta = sum_i A_i (dlogit_i/dtheta - mean_A dlogit/dtheta) v_i
 * for recency, sink, kernels and the weight of demonstrations. The step is damped (Levenberg) until
 * the loss falls.
 */
final class ReadoutFit {
  private static final int STEPS = 40;
  private static final double CONVERGED = 1e-7;
  private static final int CHUNK = 256;

  // Kernels stay above zero: at zero no demonstration would be nearer than another.
  private static final double[] LOW = {0, 0, 0, 0, -2, -2, -2, 0, -8, -12, 0.1, 0.1};
  private static final double[] HIGH = {50, 50, 50, 50, 4, 4, 4, 4, 4, 4, 30, 30};

  /** The strength of the pull to the start, in samples: it decides only where data is silent. */
  static final double PULL = 2;

  private final List<ReadoutSample> samples;
  private final boolean[] active;
  private final double[] start;
  private double[] theta;

  private ReadoutFit(List<ReadoutSample> samples, Readout start, int from, int to) {
    this.samples = samples;
    this.active = new boolean[PARAMETERS];
    Arrays.fill(active, from, to, true);
    this.start = start.toArray();
    this.theta = start.toArray();
  }

  /** The readout of a user's own tokens: everything but kernels and weight of demonstrations. */
  static Readout ofOwnTokens(List<ReadoutSample> samples, Readout start) {
    return new ReadoutFit(samples, start, 0, DEMONSTRATION).run();
  }

  /** Kernels and weight of demonstrations alone: without any, the readout stays at its optimum. */
  static Readout ofDemonstrations(List<ReadoutSample> samples, Readout start) {
    return new ReadoutFit(samples, start, DEMONSTRATION, PARAMETERS).run();
  }

  /** Mean listwise cross-entropy, nats. */
  static double loss(List<ReadoutSample> samples, Readout readout) {
    double[] theta = readout.toArray();
    double[] losses =
        samples.stream().parallel().mapToDouble(sample -> sample.loss(theta)).toArray();
    return Arrays.stream(losses).sum() / losses.length;
  }

  private Readout run() {
    if (samples.isEmpty()) {
      return Readout.of(theta);
    }
    double damping = 1e-3;
    double objective = objective(theta);
    for (int i = 0; i < STEPS && damping < 1e6; i++) {
      Normal normal = normalEquations();
      double[] next = step(normal, damping);
      double value = objective(next);
      if (value < objective) {
        double gain = objective - value;
        theta = next;
        objective = value;
        damping /= 4;
        if (gain < CONVERGED) {
          break;
        }
      } else {
        damping *= 8;
      }
    }
    return Readout.of(theta);
  }

  private double objective(double[] at) {
    double pull = 0;
    for (int k = 0; k < PARAMETERS; k++) {
      pull += (at[k] - start[k]) * (at[k] - start[k]);
    }
    return loss(samples, Readout.of(at)) + PULL / 2 * pull / samples.size();
  }

  private IntStream chunks() {
    return IntStream.rangeClosed(0, (samples.size() - 1) / CHUNK);
  }

  private List<ReadoutSample> chunk(int chunk) {
    return samples.subList(chunk * CHUNK, Math.min(samples.size(), (chunk + 1) * CHUNK));
  }

  private Normal normalEquations(int chunk) {
    Normal normal = new Normal();
    chunk(chunk).forEach(sample -> sample.accumulate(theta, normal.gradient, normal.fisher));
    return normal;
  }

  /** Sums over samples. */
  private record Normal(double[] gradient, DMatrixRMaj fisher) {
    Normal() {
      this(new double[PARAMETERS], new DMatrixRMaj(PARAMETERS, PARAMETERS));
    }

    void add(Normal other) {
      for (int k = 0; k < PARAMETERS; k++) {
        gradient[k] += other.gradient[k];
      }
      CommonOps_DDRM.addEquals(fisher, other.fisher);
    }
  }

  private Normal normalEquations() {
    Normal normal = new Normal();
    // Fixed chunks, added in order: the sum does not depend on who computed what.
    chunks().parallel().mapToObj(this::normalEquations).toList().forEach(normal::add);
    for (int k = 0; k < PARAMETERS; k++) {
      normal.gradient[k] += PULL * (theta[k] - start[k]);
      normal.fisher.add(k, k, PULL);
    }
    return normal;
  }

  /**
   * theta - (F + damping diag F)^{-1} grad over the active parameters, kept within their bounds.
   */
  private double[] step(Normal normal, double damping) {
    DMatrixRMaj left = new DMatrixRMaj(PARAMETERS, PARAMETERS);
    DMatrixRMaj right = new DMatrixRMaj(PARAMETERS, 1);
    for (int k = 0; k < PARAMETERS; k++) {
      boolean moves = active[k] && !pushedAgainstBound(k, normal.gradient[k]);
      for (int l = 0; l < PARAMETERS; l++) {
        if (moves && active[l]) {
          left.set(k, l, normal.fisher.get(k, l));
        }
      }
      left.set(k, k, moves ? normal.fisher.get(k, k) * (1 + damping) : 1);
      right.set(k, 0, moves ? normal.gradient[k] : 0);
    }
    DMatrixRMaj step = new DMatrixRMaj(PARAMETERS, 1);
    CommonOps_DDRM.solve(left, right, step);
    double[] next = theta.clone();
    for (int k = 0; k < PARAMETERS; k++) {
      next[k] = Math.min(HIGH[k], Math.max(LOW[k], theta[k] - step.get(k)));
    }
    return next;
  }

  private boolean pushedAgainstBound(int k, double gradient) {
    return (theta[k] <= LOW[k] && gradient > 0) || (theta[k] >= HIGH[k] && gradient < 0);
  }
}
