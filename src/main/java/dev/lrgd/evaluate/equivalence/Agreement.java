package dev.lrgd.evaluate.equivalence;

import dev.lrgd.evaluate.transformer.Pass;

/**
 * The worst that was seen over heads, layers and positions.
 *
 * @param heads number of (layer, head, position) checked
 * @param kernel largest error of the exact kernel in float64
 * @param gradient largest error of explicit gradient steps, at the last position of those heads
 *     where float64 has the digits; NaN where none has
 * @param explicit number of those heads
 * @param engine largest error of the serving engine
 * @param norm largest |k~| or |q~|
 * @param mass mean lambda at the last position
 */
record Agreement(
    int heads,
    double kernel,
    double gradient,
    int explicit,
    double engine,
    double norm,
    double mass) {

  /** A bar of 1e-10 leaves float64, with rounding and sums, so many of its sixteen digits. */
  private static final double DIGITS = 4;

  static Agreement none() {
    return new Agreement(0, 0, Double.NaN, 0, 0, 0, 0);
  }

  /** Every head of one layer at every position but the first, which has nothing to attend to. */
  static Agreement of(Pass pass, int layer, boolean[] shown) {
    Agreement worst = none();
    int last = pass.length() - 1;
    for (int head = 0; head < pass.shape().heads(); head++) {
      for (int t = 1; t <= last; t++) {
        HeadCheck check = new HeadCheck(pass.layer(layer), head, t, shown);
        double gradient =
            t == last && check.lostDigits() <= DIGITS ? check.gradientError() : Double.NaN;
        double mass = t == last ? check.mass() / pass.shape().heads() : 0;
        worst =
            worst.and(
                new Agreement(
                    1,
                    check.kernelError(),
                    gradient,
                    Double.isNaN(gradient) ? 0 : 1,
                    check.engineError(),
                    check.largestNorm(),
                    worst.mass + mass));
      }
    }
    return worst;
  }

  /** Every layer. */
  static Agreement of(Pass pass, boolean[] shown) {
    Agreement worst = none();
    double mass = 0;
    for (int layer = 0; layer < pass.shape().layers(); layer++) {
      Agreement one = of(pass, layer, shown);
      mass += one.mass / pass.shape().layers();
      worst = worst.and(one);
    }
    return new Agreement(
        worst.heads, worst.kernel, worst.gradient, worst.explicit, worst.engine, worst.norm, mass);
  }

  Agreement and(Agreement other) {
    return new Agreement(
        heads + other.heads,
        Math.max(kernel, other.kernel),
        largest(gradient, other.gradient),
        explicit + other.explicit,
        Math.max(engine, other.engine),
        Math.max(norm, other.norm),
        Math.max(mass, other.mass));
  }

  /** Of those that are numbers. */
  private static double largest(double a, double b) {
    return Double.isNaN(a) ? b : Double.isNaN(b) ? a : Math.max(a, b);
  }
}
