package dev.lrgd.recommend;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Gives one slot of a selection to chance, so that outcomes tell something about demonstrations
 * that are never the best (theory.md 6.2 (iii)).
 *
 * <p>With probability epsilon, one demonstration is drawn evenly among the {@value #NEAREST}
 * nearest that are not kept. It takes a slot that is left over; where none is, that of the
 * demonstration of least direction, first in prompt order. Kept demonstrations are shown whatever
 * the draw. So the propensities are exact:
 *
 * <pre>  kept 1;   displaced 1 - epsilon (+ epsilon / m if it may be drawn itself);
 *   drawn epsilon / m,   m the number of those that may be drawn.</pre>
 *
 * The same request to the same version draws the same, so that a retry is no second experiment.
 */
final class Exploration {
  static final int NEAREST = 30;

  private final double epsilon;
  private final long lot;

  Exploration(double epsilon, long lot) {
    this.epsilon = epsilon;
    this.lot = lot;
  }

  /**
   * @param seed of the request
   * @param best the selection, as places among the retrieved, in prompt order; at least one
   * @param retrieved how many were retrieved, nearest first
   * @param count how many slots there are
   */
  Draw draw(long seed, int[] best, int retrieved, int count) {
    int displaced = best.length < count ? -1 : best[0];
    int[] kept = Arrays.stream(best).filter(i -> i != displaced).toArray();
    int[] drawable =
        IntStream.range(0, Math.min(NEAREST, retrieved))
            .filter(i -> Arrays.stream(kept).noneMatch(k -> k == i))
            .toArray();
    double chance = drawable.length == 0 ? 0 : epsilon;
    SplittableRandom random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + lot);
    boolean explores = random.nextDouble() < chance;
    int drawn = explores ? drawable[random.nextInt(drawable.length)] : displaced;
    return new Draw(kept, displaced, drawn, drawable, chance);
  }

  /**
   * @param drawn what stands in the slot of chance; -1 for nothing
   */
  record Draw(int[] kept, int displaced, int drawn, int[] drawable, double chance) {

    /** Whether the selection is what it was. */
    boolean isPlain() {
      return drawn == displaced;
    }

    int[] set() {
      int[] set = Arrays.copyOf(kept, kept.length + 1);
      set[kept.length] = drawn;
      return set;
    }

    double[] propensities(int[] shown) {
      return Arrays.stream(shown).mapToDouble(this::propensity).toArray();
    }

    private double propensity(int i) {
      if (Arrays.stream(kept).anyMatch(k -> k == i)) {
        return 1;
      }
      boolean mayBeDrawn = Arrays.stream(drawable).anyMatch(d -> d == i);
      return (i == displaced ? 1 - chance : 0) + (mayBeDrawn ? chance / drawable.length : 0);
    }
  }
}
