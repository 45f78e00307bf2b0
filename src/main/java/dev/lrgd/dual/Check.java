package dev.lrgd.dual;

/** Refusals that name the place, so that a bad number is found where it entered. */
final class Check {
  private Check() {}

  static double finite(double x, String place) {
    if (!Double.isFinite(x)) {
      throw new IllegalArgumentException(place + " must be finite, but is " + x);
    }
    return x;
  }

  static double positive(double x, String place) {
    if (!(finite(x, place) > 0)) {
      throw new IllegalArgumentException(place + " must be above 0, but is " + x);
    }
    return x;
  }

  static double notNegative(double x, String place) {
    if (!(finite(x, place) >= 0)) {
      throw new IllegalArgumentException(place + " must not be below 0, but is " + x);
    }
    return x;
  }

  static double between(double x, double low, double high, String place) {
    if (!(finite(x, place) >= low && x <= high)) {
      throw new IllegalArgumentException(
          place + " must lie between " + low + " and " + high + ", but is " + x);
    }
    return x;
  }

  static int atLeast(int x, int low, String place) {
    if (x < low) {
      throw new IllegalArgumentException(place + " must be at least " + low + ", but is " + x);
    }
    return x;
  }

  static void same(int actual, int expected, String place) {
    if (actual != expected) {
      throw new IllegalArgumentException(place + " must be " + expected + ", but is " + actual);
    }
  }

  static int index(int i, int size, String place) {
    if (i < 0 || i >= size) {
      throw new IllegalArgumentException(place + " must be in 0.." + (size - 1) + ", but is " + i);
    }
    return i;
  }

  static double[] finite(double[] x, String place) {
    for (int i = 0; i < x.length; i++) {
      if (!Double.isFinite(x[i])) {
        throw new IllegalArgumentException(place + "[" + i + "] must be finite, but is " + x[i]);
      }
    }
    return x;
  }

  static float[] finite(float[] x, String place) {
    for (int i = 0; i < x.length; i++) {
      if (!Float.isFinite(x[i])) {
        throw new IllegalArgumentException(place + "[" + i + "] must be finite, but is " + x[i]);
      }
    }
    return x;
  }

  static double[] notNegative(double[] x, String place) {
    for (int i = 0; i < x.length; i++) {
      notNegative(x[i], place + "[" + i + "]");
    }
    return x;
  }

  /** Indices of a set: each within the size, none twice. */
  static int[] set(int[] set, int size, String place) {
    for (int i = 0; i < set.length; i++) {
      index(set[i], size, place + "[" + i + "]");
      for (int j = 0; j < i; j++) {
        if (set[j] == set[i]) {
          throw new IllegalArgumentException(place + " holds " + set[i] + " twice");
        }
      }
    }
    return set;
  }
}
