package dev.lrgd.evaluate.rank;

import java.util.SplittableRandom;

/** Chance, the floor of all floors. */
final class RandomRanker implements ListRanker {
  private final SplittableRandom random;

  RandomRanker(long seed) {
    this.random = new SplittableRandom(seed);
  }

  @Override
  public double[] scores(Query query) {
    return random.doubles(query.candidates().size()).toArray();
  }
}
