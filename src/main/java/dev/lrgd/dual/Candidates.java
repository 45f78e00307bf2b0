package dev.lrgd.dual;

import java.util.List;

/**
 * The candidates of one query and how an output scores them: s_c(o) = E_c.o / tau + prior_c, with
 * E_c the candidate's representation in the space of the values and prior_c whatever is known of it
 * before any attention (popularity, say).
 */
public final class Candidates {
  private final VectorTable embeddings;
  private final int[] rows;
  private final double[] priorScores;
  private final double temperature;

  private Candidates(VectorTable embeddings, int[] rows, double[] priorScores, double temperature) {
    this.embeddings = embeddings;
    this.rows = rows;
    this.priorScores = priorScores;
    this.temperature = temperature;
  }

  /**
   * Candidates named by the rows of a table.
   *
   * @param embeddings item representations, of the values' dimension
   * @param rows the row of each candidate, at least one
   * @param priorScores prior_c of each candidate, as many, finite
   * @param temperature tau, finite and above 0
   */
  public static Candidates of(
      VectorTable embeddings, int[] rows, double[] priorScores, double temperature) {
    Check.atLeast(rows.length, 1, "number of candidates");
    Check.same(priorScores.length, rows.length, "number of prior scores");
    for (int c = 0; c < rows.length; c++) {
      Check.index(rows[c], embeddings.rows(), "row of candidate " + c);
    }
    return new Candidates(
        embeddings,
        rows.clone(),
        Check.finite(priorScores.clone(), "prior score"),
        Check.positive(temperature, "temperature"));
  }

  public int size() {
    return rows.length;
  }

  public int dimension() {
    return embeddings.dimension();
  }

  public double temperature() {
    return temperature;
  }

  /** s_c(o) of every candidate. */
  public double[] scores(double[] output) {
    return withPrior(attentionScores(output));
  }

  /** E_c.o / tau, the part of the score that attention moves; linear in o. */
  public double[] attentionScores(double[] output) {
    Check.same(output.length, dimension(), "length of the output");
    Check.finite(output, "output");
    double[] scores = new double[rows.length];
    for (int c = 0; c < rows.length; c++) {
      scores[c] = embeddings.uncheckedDot(rows[c], output) / temperature;
    }
    return scores;
  }

  /**
   * What each of several states contributes to each candidate's score when they attend together,
   * contribution[part][c] = Z_part / Z (E_c.o_part / tau). Over the parts they add up to the
   * attention score of the sum of the states; with prior_c, to the score.
   */
  public double[][] contributions(List<DualState> parts) {
    DualState total = DualState.empty(dimension());
    for (DualState part : parts) {
      total = total.plus(part);
    }
    double[][] contributions = new double[parts.size()][];
    for (int i = 0; i < contributions.length; i++) {
      double share = parts.get(i).shareOf(total);
      double[] scores = attentionScores(parts.get(i).output());
      contributions[i] = new double[scores.length];
      Vectors.axpy(share, scores, contributions[i]);
    }
    return contributions;
  }

  /** softmax of the scores. */
  public double[] probabilities(double[] output) {
    return softmax(scores(output));
  }

  /** prior_c added to attention scores, in place. */
  double[] withPrior(double[] attentionScores) {
    for (int c = 0; c < attentionScores.length; c++) {
      attentionScores[c] += priorScores[c];
    }
    return attentionScores;
  }

  /** sum_c weights_c E_c / tau, the transpose of {@link #attentionScores}. */
  double[] pullBack(double[] weights) {
    double[] sum = new double[dimension()];
    for (int c = 0; c < rows.length; c++) {
      embeddings.addTo(sum, weights[c] / temperature, rows[c]);
    }
    return sum;
  }

  static double[] softmax(double[] scores) {
    double logSum = Vectors.logSumExp(scores);
    double[] p = new double[scores.length];
    for (int c = 0; c < p.length; c++) {
      p[c] = Math.exp(scores[c] - logSum);
    }
    return p;
  }
}
