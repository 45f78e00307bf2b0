package dev.lrgd.evaluate.incontext;

import dev.lrgd.evaluate.transformer.Matrix;
import dev.lrgd.evaluate.transformer.Pass;
import dev.lrgd.evaluate.transformer.Trunk;

/**
 * The trained model: x = W_in item + role, a decoder over the prompt, and scores item . (W_out h)
 * of candidates from the state h at the last position.
 *
 * @param input W_in, dim x item
 * @param roles a vector added for each role, dim x roles
 * @param output W_out, item x dim
 */
public record InContextRecommender(Trunk trunk, Matrix input, Matrix roles, Matrix output) {

  /** Runs the decoder over a prompt of item vectors. */
  public Pass run(Prompt<double[]> prompt) {
    double[][] inputs = new double[prompt.length()][];
    for (int t = 0; t < inputs.length; t++) {
      inputs[t] = input.times(prompt.tokens().get(t));
      double[] one = new double[Prompt.ROLES];
      one[prompt.roles().get(t)] = 1;
      double[] role = roles.times(one);
      for (int i = 0; i < role.length; i++) {
        inputs[t][i] += role[i];
      }
    }
    return trunk.run(inputs);
  }

  /** Scores of candidates after a prompt. */
  public double[] scores(Pass pass, double[][] candidates) {
    double[] wanted = output.times(pass.output(pass.length() - 1));
    double[] scores = new double[candidates.length];
    for (int c = 0; c < scores.length; c++) {
      for (int i = 0; i < wanted.length; i++) {
        scores[c] += candidates[c][i] * wanted[i];
      }
    }
    return scores;
  }

  public double[] scores(Prompt<double[]> prompt, double[][] candidates) {
    return scores(run(prompt), candidates);
  }
}
