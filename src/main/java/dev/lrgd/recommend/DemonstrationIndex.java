package dev.lrgd.recommend;

import dev.lrgd.dual.Concentration;
import dev.lrgd.dual.Tokens;
import dev.lrgd.dual.VectorTable;
import dev.lrgd.dual.Vectors;
import dev.lrgd.pool.Demonstration;
import dev.lrgd.space.DemonstrationTokens;
import dev.lrgd.space.DemonstrationTokens.Sequence;
import dev.lrgd.space.Item;
import dev.lrgd.space.ItemSpace;
import dev.lrgd.space.PlacedItem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The demonstrations of one pool version, ready to be searched: the key of each (its context, on
 * the query side), its tokens and the logarithm of its weight relative to an even share.
 *
 * <p>The search is exhaustive: ten thousand inner products are a millisecond, exact, and the same
 * for every pool. Demonstrations are named by their position in the version.
 */
public final class DemonstrationIndex {
  private final ItemSpace space;
  private final List<Demonstration> demonstrations;
  private final int transitions;
  private final DemonstrationTokens tokens;
  private final VectorTable keys;
  private final double[] norms;
  private final double[] logWeights;

  private DemonstrationIndex(ItemSpace space, List<Demonstration> demonstrations, int transitions) {
    int n = demonstrations.size();
    this.space = space;
    this.demonstrations = List.copyOf(demonstrations);
    this.transitions = transitions;
    this.norms = new double[n];
    this.logWeights = new double[n];
    // Demonstrations share items. Placing each mention of one would copy its vectors every time:
    // most of the time and the memory of a first request.
    Map<String, PlacedItem> placed = new HashMap<>();
    List<Sequence> sequences = new ArrayList<>(n);
    for (Demonstration demonstration : this.demonstrations) {
      List<PlacedItem> history =
          demonstration.history().stream()
              .map(id -> placed.computeIfAbsent(id, this::place))
              .toList();
      sequences.add(
          new Sequence(history, placed.computeIfAbsent(demonstration.target(), this::place)));
    }
    this.tokens = space.demonstrationTokens(sequences, transitions);
    this.keys = tokens.contexts();
    for (int d = 0; d < n; d++) {
      norms[d] = keys.norm(d);
      // A demonstration whose weight has fallen to 0 is never found.
      logWeights[d] = Math.log(n * this.demonstrations.get(d).weight());
    }
  }

  /**
   * @param transitions how many of a demonstration's last transitions are its tokens, 1 to 3
   */
  public static DemonstrationIndex of(
      ItemSpace space, List<Demonstration> demonstrations, int transitions) {
    return new DemonstrationIndex(space, demonstrations, transitions);
  }

  /** Whether {@link #of} would make an equal one of these. */
  public boolean isOf(ItemSpace space, List<Demonstration> demonstrations, int transitions) {
    return this.space == space
        && this.transitions == transitions
        && this.demonstrations.equals(demonstrations);
  }

  private PlacedItem place(String id) {
    int index = space.indexOf(id);
    return index < 0 ? space.placeByTitle(Item.titled(id, "")) : space.place(index);
  }

  /**
   * The n demonstrations of largest log kappa(k_d, q) + log(N w_d) that may be shown, best first;
   * w_d their weights in a pool of N.
   */
  public int[] retrieve(Situation situation, int n) {
    double[] scores = new double[size()];
    keys.dots(situation.query(), scores);
    for (int d = 0; d < scores.length; d++) {
      scores[d] = space.kernel().log(scores[d]) + logWeights[d];
    }
    return TopK.of(scores, n, d -> scores[d] > Double.NEGATIVE_INFINITY && isShown(d, situation));
  }

  /**
   * Whether a demonstration may be shown to a user: not his own, not from his future, and not a
   * piece of his own history under another name, all of which would tell him what he did instead of
   * what others did.
   */
  boolean isShown(int d, Situation situation) {
    Demonstration demonstration = demonstrations.get(d);
    return !situation.user().equals(Optional.of(demonstration.user()))
        && demonstration.time() <= situation.time()
        && !isPieceOf(demonstration, situation.chosen());
  }

  private static boolean isPieceOf(Demonstration demonstration, List<String> chosen) {
    int length = demonstration.history().size();
    for (int i = length; i < chosen.size(); i++) {
      if (chosen.get(i).equals(demonstration.target())
          && chosen.subList(i - length, i).equals(demonstration.history())) {
        return true;
      }
    }
    return false;
  }

  /** Cosine of a demonstration's key and the query; 0 where one of them is zero. */
  public double similarity(int d, Situation situation) {
    double norms = this.norms[d] * norm(situation.query());
    return norms == 0 ? 0 : keys.dot(d, situation.query()) / norms;
  }

  /** Cosine of two demonstrations' keys; 0 where one of them is zero. */
  public double similarity(int d, int e) {
    double norms = this.norms[d] * this.norms[e];
    return norms == 0 ? 0 : keys.dot(d, keys.row(e)) / norms;
  }

  /** Cosine of a demonstration's key and the key of each. */
  public double[] similarities(int d) {
    double[] cosines = new double[size()];
    keys.dots(keys.row(d), cosines);
    for (int e = 0; e < cosines.length; e++) {
      double product = norms[d] * norms[e];
      cosines[e] = product == 0 ? 0 : cosines[e] / product;
    }
    return cosines;
  }

  /** How many directions the weighted keys use: few of them mean that the pool has collapsed. */
  public double participationRatio() {
    return demonstrations.isEmpty()
        ? 0
        : Concentration.participationRatio(
            keys, demonstrations.stream().mapToDouble(Demonstration::weight).toArray());
  }

  private static double norm(float[] x) {
    return Math.sqrt(Vectors.dot(x, x));
  }

  public ItemSpace space() {
    return space;
  }

  public int size() {
    return demonstrations.size();
  }

  public Demonstration demonstration(int d) {
    return demonstrations.get(d);
  }

  /** Placed anew each time: few are asked for, and ten thousand take a pool's memory. */
  PlacedItem target(int d) {
    return place(demonstrations.get(d).target());
  }

  Tokens tokens(int d) {
    return tokens.of(d);
  }
}
