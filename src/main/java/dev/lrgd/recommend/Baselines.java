package dev.lrgd.recommend;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * The usual ways to choose demonstrations, which the effect has to beat. They see the same
 * demonstrations, stand under the same mass cap and are judged by the same measure; no gate holds
 * them back.
 */
public final class Baselines {
  /** Relevance against novelty, the value of Carbonell and Goldstein's examples. */
  private static final double RELEVANCE = 0.7;

  private final DemonstrationIndex index;
  private final FirstStageSettings settings;
  private final PseudoTargets pseudoTargets;

  public Baselines(DemonstrationIndex index, FirstStageSettings settings) {
    this.index = index;
    this.settings = settings;
    this.pseudoTargets = new PseudoTargets(index, settings);
  }

  /** Zero-shot. */
  public SelectionStrategy none() {
    return (situation, count) -> Selection.none();
  }

  /** Any, by the situation's seed. */
  public SelectionStrategy random() {
    return assessed(
        (situation, count) -> {
          SplittableRandom random = new SplittableRandom(situation.seed());
          double[] lots = random.doubles(index.size()).toArray();
          return TopK.of(lots, count, d -> index.isShown(d, situation));
        });
  }

  /** The newest, the newest of all last. */
  public SelectionStrategy recency() {
    return assessed(
        (situation, count) -> {
          double[] times =
              IntStream.range(0, index.size())
                  .mapToDouble(d -> index.demonstration(d).time())
                  .toArray();
          return reversed(TopK.of(times, count, d -> index.isShown(d, situation)));
        });
  }

  /** The nearest contexts, the nearest of all last (KATE; Liu et al. 2022). */
  public SelectionStrategy knn() {
    return assessed((situation, count) -> reversed(index.retrieve(situation, count)));
  }

  /** Maximal marginal relevance among the retrieved (Carbonell and Goldstein 1998). */
  public SelectionStrategy mmr() {
    return assessed(
        (situation, count) ->
            reversed(diverse(situation, index.retrieve(situation, settings.retrieved()), count)));
  }

  private int[] diverse(Situation situation, int[] retrieved, int count) {
    int[] chosen = new int[Math.min(count, retrieved.length)];
    double[] nearest = new double[retrieved.length];
    for (int size = 0; size < chosen.length; size++) {
      int best = bestOf(situation, retrieved, nearest);
      chosen[size] = retrieved[best];
      for (int i = 0; i < retrieved.length; i++) {
        nearest[i] = Math.max(nearest[i], index.similarity(retrieved[i], chosen[size]));
      }
      // Never again.
      nearest[best] = Double.POSITIVE_INFINITY;
    }
    return chosen;
  }

  private int bestOf(Situation situation, int[] retrieved, double[] nearest) {
    double[] gains = new double[retrieved.length];
    for (int i = 0; i < gains.length; i++) {
      gains[i] =
          RELEVANCE * index.similarity(retrieved[i], situation) - (1 - RELEVANCE) * nearest[i];
    }
    return TopK.of(gains, 1, i -> true)[0];
  }

  private interface Choice {
    int[] choose(Situation situation, int count);
  }

  private SelectionStrategy assessed(Choice choice) {
    return (situation, count) -> {
      int[] chosen = situation.history().isEmpty() ? new int[0] : choice.choose(situation, count);
      if (chosen.length == 0) {
        return Selection.none();
      }
      int[] neighbours = index.retrieve(situation, settings.neighbours());
      return Assessment.of(
              situation, index, chosen, pseudoTargets.of(situation, neighbours), settings)
          .selection();
    };
  }

  private static int[] reversed(int[] x) {
    int[] reversed = new int[x.length];
    Arrays.setAll(reversed, i -> x[x.length - 1 - i]);
    return reversed;
  }
}
