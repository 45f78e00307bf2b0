package dev.lrgd.space;

/**
 * The scalars that turn item vectors into scores, fitted on held-out next items by {@link
 * ReadoutFit}.
 *
 * <p>A query attends to three kinds of tokens. The logit of an own item is -recency log(age), of
 * the sink 'sink', of a demonstration 'demonstration' + sum_b kernel_b cos_b(k, q). The output is o
 * = sum softmax(logit) v, and candidate c scores sum_b scale_b E_{c,b} . o_b + popularity log(1 +
 * n_c) + lateness log(1/2 + late_c) + bias bias_c.
 *
 * @param behaviour scale of the trained behaviour block
 * @param transition scale of the block of what follows what
 * @param title scale of the title block
 * @param own scale of the caller's own vectors
 * @param popularity weight of the logarithm of how often an item was chosen
 * @param lateness weight of the same count with each choice discounted by its place from the end of
 *     its user's history: what is chosen now, rather than ever
 * @param bias weight of the bias trained with the behaviour block
 * @param recency exponent gamma of age^{-gamma} on the user's own items, the last one having age 1
 * @param sink logarithm of the weight of an empty token beside the own items: with little history,
 *     attention rests on it and the prior decides
 * @param demonstration logarithm of the weight of a demonstration's token at a context orthogonal
 *     to the query
 * @param behaviourKernel scale of the kernel on the behaviour block of contexts
 * @param titleKernel scale of the kernel on the title block of contexts
 */
public record Readout(
    double behaviour,
    double transition,
    double title,
    double own,
    double popularity,
    double lateness,
    double bias,
    double recency,
    double sink,
    double demonstration,
    double behaviourKernel,
    double titleKernel) {

  /** Where the fit begins, and what a catalogue without a history of choices is scored with. */
  public static final Readout START = new Readout(1, 1, 4, 4, 0.2, 0.3, 0.5, 0.6, -1, -4, 2, 2);

  double[] toArray() {
    return new double[] {
      behaviour,
      transition,
      title,
      own,
      popularity,
      lateness,
      bias,
      recency,
      sink,
      demonstration,
      behaviourKernel,
      titleKernel
    };
  }

  static Readout of(double[] x) {
    return new Readout(x[0], x[1], x[2], x[3], x[4], x[5], x[6], x[7], x[8], x[9], x[10], x[11]);
  }
}
