package dev.lrgd.space;

/**
 * How often, and how lately, each item was chosen.
 *
 * @param counts n_c
 * @param late sum over its choices of 1 / place^2, place 1 being the end of the user's history
 */
record Choices(double[] counts, double[] late) {
  static Choices of(int[][] histories, int items) {
    double[] counts = new double[items];
    double[] late = new double[items];
    for (int[] history : histories) {
      for (int i = 0; i < history.length; i++) {
        double place = history.length - i;
        counts[history[i]]++;
        late[history[i]] += 1 / (place * place);
      }
    }
    return new Choices(counts, late);
  }
}
