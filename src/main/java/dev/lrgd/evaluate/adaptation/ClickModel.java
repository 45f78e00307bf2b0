package dev.lrgd.evaluate.adaptation;

/**
 * Who is shown a list looks at place r with a chance of r^-eta (position bias, as Joachims et al.
 * 2017 model it), and clicks what he looks at only if it is what he really chose next. The first
 * place is always looked at; what lies beyond the list never.
 *
 * @param eta 0 for no bias, at least 0
 * @param length of the list
 */
public record ClickModel(double eta, int length) {

  /** Chance that what was really chosen next is clicked at this place, 1 the best. */
  double chance(int place) {
    return place > length ? 0 : Math.pow(place, -eta);
  }

  /**
   * @param lot evenly drawn in [0, 1); that of a visit is the same in every arm
   */
  boolean clicks(int place, double lot) {
    return lot < chance(place);
  }
}
