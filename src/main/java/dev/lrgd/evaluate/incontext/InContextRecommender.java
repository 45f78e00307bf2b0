package dev.lrgd.evaluate.incontext;

import dev.lrgd.evaluate.transformer.Matrix;
import dev.lrgd.evaluate.transformer.Pass;
import dev.lrgd.evaluate.transformer.Trunk;
import java.util.Arrays;

/**
 * The trained model: x = W_in item + role, a decoder over the prompt, and scores item . (W_out h)
 * of candidates from the state h at the last position.
 *
 * @param input W_in, dim x item
 * @param roles a vector added for each role, dim x roles
 */
public record InContextRecommender(Trunk trunk, Matrix input, Matrix roles) {

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
    double[] wanted = input.transposedTimes(pass.output(pass.length() - 1));
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

  /** The gradient of -log softmax(scores) of one candidate in the last position's output. */
  public double[] lossGradient(Pass pass, double[][] candidates, int target) {
    double[] scores = scores(pass, candidates);
    double max = Arrays.stream(scores).max().orElseThrow();
    double sum = Arrays.stream(scores).map(s -> Math.exp(s - max)).sum();
    double[] wanted = new double[input.columns()];
    for (int c = 0; c < scores.length; c++) {
      double residual = Math.exp(scores[c] - max) / sum - (c == target ? 1 : 0);
      for (int i = 0; i < wanted.length; i++) {
        wanted[i] += residual * candidates[c][i];
      }
    }
    return input.times(wanted);
  }
}
