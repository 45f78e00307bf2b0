package dev.lrgd.space;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * What a title lets expect of an item's other vectors: ridge regression from title vectors, B =
 * argmin sum_i w_i |t_i B - y_i|^2 + lambda |B|^2, each item weighing by the evidence behind its
 * vector. An item nobody chose yet is placed at the expectation; one with little evidence is drawn
 * towards it (empirical Bayes shrinkage).
 */
final class TitleRegression {
  /** One unit of evidence more than this adds nothing: the vector is as good as it gets. */
  private static final double FULL_EVIDENCE = 30;

  private static final double RIDGE = 100;

  /** As many interactions make an item's own vector weigh as much as what its title lets expect. */
  private static final double PRIOR_STRENGTH = 3;

  private final DMatrixRMaj titles;
  private final double[] evidence;
  private final DMatrixRMaj regularised;

  /**
   * @param titles n x t title vectors
   * @param evidence n, how often each item was chosen
   */
  TitleRegression(DMatrixRMaj titles, double[] evidence) {
    this.titles = titles;
    this.evidence = evidence;
    this.regularised = new DMatrixRMaj(titles.numCols, titles.numCols);
    CommonOps_DDRM.multTransA(titles, weighted(titles), regularised);
    for (int i = 0; i < titles.numCols; i++) {
      regularised.add(i, i, RIDGE);
    }
  }

  /** B (t x d) for targets y (n x d). */
  DMatrixRMaj coefficients(DMatrixRMaj y) {
    DMatrixRMaj right = new DMatrixRMaj(titles.numCols, y.numCols);
    CommonOps_DDRM.multTransA(titles, weighted(y), right);
    DMatrixRMaj b = new DMatrixRMaj(titles.numCols, y.numCols);
    CommonOps_DDRM.solve(regularised, right, b);
    return b;
  }

  /** Unit vectors a y + (1 - a) t B with a = n / (n + {@value #PRIOR_STRENGTH}), for unit y. */
  DMatrixRMaj shrunk(DMatrixRMaj y) {
    DMatrixRMaj expected = new DMatrixRMaj(y.numRows, y.numCols);
    CommonOps_DDRM.mult(titles, coefficients(y), expected);
    Rows.toUnitLength(expected);
    for (int i = 0; i < y.data.length; i++) {
      double n = evidence[i / y.numCols];
      double own = n / (n + PRIOR_STRENGTH);
      expected.data[i] = own * y.data[i] + (1 - own) * expected.data[i];
    }
    return Rows.toUnitLength(expected);
  }

  private DMatrixRMaj weighted(DMatrixRMaj m) {
    DMatrixRMaj weighted = m.copy();
    for (int i = 0; i < weighted.data.length; i++) {
      weighted.data[i] *= Math.min(evidence[i / m.numCols], FULL_EVIDENCE);
    }
    return weighted;
  }
}
