package dev.lrgd.evaluate.effects;

import dev.lrgd.evaluate.incontext.Prompt;
import dev.lrgd.evaluate.transformer.Gradients;
import dev.lrgd.evaluate.transformer.LayerPass;
import dev.lrgd.evaluate.transformer.Pass;
import dev.lrgd.evaluate.transformer.Shape;

/**
 * What the loss would rise by without a demonstration, from one pass forth and one back (theory.md
 * section 2.6, derived there): with g = dl/do of a head at a position of the user's own part,
 *
 * <pre>  l(without d) - l ~ sum over layers, heads, positions of g . (Z_d / (Z - Z_d)) (o - o_d).
 * </pre>
 *
 * First order, and blind to what demonstrations tell each other: a ranking of demonstrations, not a
 * measurement.
 */
final class Attribution {
  private final Pass pass;
  private final Prompt<?> prompt;
  private final Gradients gradients;
  private final int demonstrations;

  Attribution(Pass pass, Prompt<?> prompt, Gradients gradients, int demonstrations) {
    this.pass = pass;
    this.prompt = prompt;
    this.gradients = gradients;
    this.demonstrations = demonstrations;
  }

  /** Of every demonstration, over the layers from one on and the own positions from one on. */
  double[] losses(int fromLayer, int fromPosition) {
    double[] losses = new double[demonstrations];
    Shape shape = pass.shape();
    for (int l = fromLayer; l < shape.layers(); l++) {
      for (int head = 0; head < shape.heads(); head++) {
        for (int t = fromPosition; t < pass.length(); t++) {
          if (prompt.owners().get(t) < 0) {
            add(losses, l, head, t);
          }
        }
      }
    }
    return losses;
  }

  private void add(double[] losses, int l, int head, int t) {
    LayerPass layer = pass.layer(l);
    double[] gradient = gradients.attention(l, head, t);
    double[] weights = layer.weights(head, t);
    double[] shares = new double[demonstrations];
    double[] along = new double[demonstrations];
    for (int j = 0; j <= t; j++) {
      int owner = prompt.owners().get(j);
      if (owner >= 0) {
        shares[owner] += weights[j];
        along[owner] += weights[j] * dot(gradient, layer.value(head, j));
      }
    }
    double output = dot(gradient, layer.attention(head, t));
    for (int d = 0; d < demonstrations; d++) {
      // Z_d / Z = share, g.o_d = along / share.
      losses[d] += (shares[d] * output - along[d]) / (1 - shares[d]);
    }
  }

  /** Mean share of attention that each demonstration takes at the last position. */
  double[] masses() {
    double[] masses = new double[demonstrations];
    Shape shape = pass.shape();
    for (int l = 0; l < shape.layers(); l++) {
      for (int head = 0; head < shape.heads(); head++) {
        double[] weights = pass.layer(l).weights(head, pass.length() - 1);
        for (int j = 0; j < weights.length; j++) {
          int owner = prompt.owners().get(j);
          if (owner >= 0) {
            masses[owner] += weights[j] / (shape.layers() * shape.heads());
          }
        }
      }
    }
    return masses;
  }

  /** The same of all demonstrations together. */
  static double attentionMass(Pass pass, Prompt<?> prompt) {
    int n = 1 + prompt.owners().stream().mapToInt(owner -> owner).max().orElse(-1);
    double sum = 0;
    for (double mass : new Attribution(pass, prompt, null, n).masses()) {
      sum += mass;
    }
    return sum;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
