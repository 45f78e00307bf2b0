package dev.lrgd.evaluate.report;

import java.util.List;
import java.util.Optional;

/**
 * How well rankers ranked the same test lists.
 *
 * @param data name of the data set
 * @param test where the test lists come from
 * @param users number of test lists
 * @param results in the order the rankers were named
 * @param fitSeconds time all rankers took to learn from the training data
 */
public record Report(String data, String test, int users, List<Result> results, double fitSeconds) {

  /** The ranker that others are compared with: the dual model without demonstrations. */
  public static final String REFERENCE = "dual-model";

  public Optional<Result> reference() {
    return results.stream().filter(result -> result.ranker().equals(REFERENCE)).findFirst();
  }
}
