package dev.lrgd.dual;

import java.util.Arrays;

/** What a set of demonstrations is worth to a search. */
public interface SetObjective {
  /** The worth of a set of distinct indices; finite, and the same for any order of them. */
  double value(int... set);

  /** A cheap number not below the value (but for rounding), to spare a search the value itself. */
  default double upperBound(int... set) {
    return value(set);
  }

  /**
   * The upper bound of the base with d, for every d of 0..size-1; anything where d is in the base.
   */
  default double[] upperBounds(int[] base, int size) {
    int[] set = Arrays.copyOf(base, base.length + 1);
    double[] bounds = new double[size];
    for (int d = 0; d < size; d++) {
      int joining = d;
      if (Arrays.stream(base).noneMatch(member -> member == joining)) {
        set[base.length] = d;
        bounds[d] = upperBound(set.clone());
      }
    }
    return bounds;
  }

  /** This objective plus a term known exactly, such as a redundancy penalty. */
  default SetObjective plus(SetObjective term) {
    SetObjective self = this;
    return new SetObjective() {
      @Override
      public double value(int... set) {
        return self.value(set) + term.value(set);
      }

      @Override
      public double upperBound(int... set) {
        return self.upperBound(set) + term.upperBound(set);
      }

      @Override
      public double[] upperBounds(int[] base, int size) {
        double[] bounds = self.upperBounds(base, size);
        Vectors.axpy(1, term.upperBounds(base, size), bounds);
        return bounds;
      }
    };
  }
}
