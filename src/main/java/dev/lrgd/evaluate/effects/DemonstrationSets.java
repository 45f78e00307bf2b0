package dev.lrgd.evaluate.effects;

import dev.lrgd.evaluate.subject.Request;
import dev.lrgd.recommend.DemonstrationIndex;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Random sets of demonstrations for a user. Half of a set's members come from the nearest and half
 * from anywhere in the mean, with the share differing from set to set, so that sets differ in
 * everything a predictor may go by.
 */
final class DemonstrationSets {
  static final int SIZE = 4;
  private static final int NEAREST = 60;
  private static final int ANYWHERE = 40;

  private DemonstrationSets() {}

  /** The nearest demonstrations of a request, then some of the others. */
  static int[] considered(DemonstrationIndex index, Request request, SplittableRandom random) {
    int[] order = index.retrieve(request.situation(), index.size());
    int nearest = Math.min(NEAREST, order.length);
    for (int i = nearest; i < Math.min(nearest + ANYWHERE, order.length); i++) {
      int j = i + random.nextInt(order.length - i);
      int swap = order[i];
      order[i] = order[j];
      order[j] = swap;
    }
    return Arrays.copyOf(order, Math.min(nearest + ANYWHERE, order.length));
  }

  /** A set, as places among those considered. */
  static int[] draw(int considered, SplittableRandom random) {
    double near = random.nextDouble();
    int nearest = Math.min(NEAREST, considered);
    return random
        .ints()
        .map(
            any ->
                random.nextDouble() < near || considered == nearest
                    ? random.nextInt(nearest)
                    : nearest + random.nextInt(considered - nearest))
        .distinct()
        .limit(SIZE)
        .toArray();
  }
}
