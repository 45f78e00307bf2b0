package dev.lrgd.evaluate.measure;

/**
 * The place of the one relevant item among the candidates, and the figures that follow from it.
 *
 * @param place 1 is the best
 */
public record Rank(int place) {

  /**
   * The place by descending score. Ties are broken pessimistically: whoever scores the same as the
   * positive stands before it, so a ranker gains nothing from having no opinion.
   *
   * @param scores finite, one for each candidate
   */
  public static Rank of(int positive, double[] scores) {
    int place = 1;
    for (int c = 0; c < scores.length; c++) {
      if (!Double.isFinite(scores[c])) {
        throw new IllegalArgumentException("score " + c + " must be finite, but is " + scores[c]);
      }
      if (c != positive && scores[c] >= scores[positive]) {
        place++;
      }
    }
    return new Rank(place);
  }

  /**
   * Normalised discounted cumulative gain at {@code k} (Järvelin and Kekäläinen 2002): with one
   * relevant item the ideal gain is 1, so it is {@code 1 / log2(1 + place)}, and 0 beyond {@code
   * k}.
   */
  public double ndcg(int k) {
    return place <= k ? Math.log(2) / Math.log1p(place) : 0;
  }

  /** 1 if the relevant item is among the first {@code k}, else 0. */
  public double hit(int k) {
    return place <= k ? 1 : 0;
  }

  public double reciprocal() {
    return 1.0 / place;
  }
}
