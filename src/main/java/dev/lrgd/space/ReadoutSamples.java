package dev.lrgd.space;

import dev.lrgd.dual.Vectors;
import dev.lrgd.space.ReadoutSample.Kind;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * The lists a readout is fitted on: for a sample of users, the last item of their history among
 * uniform negatives, seen from the items before it, with or without demonstrations of other users.
 * The last items may not have been part of what the blocks were fitted on.
 */
final class ReadoutSamples {
  private static final int NEGATIVES = 19;
  static final int OWN_TOKENS = 30;
  private static final int NEIGHBOURS = 4;

  /**
   * Demonstrations drawn blindly beside the neighbours: the kernel must learn to tell them apart.
   */
  private static final int STRANGERS = 8;

  private static final int KERNELS = 2;

  private final Blocks blocks;
  private final float[] values;

  /** items x dimension: what an item says as the target of a demonstration. */
  private final float[] representations;

  private final float[] targets;

  private final int[][] histories;
  private final int[] users;
  private final long seed;

  /**
   * @param histories full histories; the blocks know them without their last items
   * @param lists how many users to draw at most
   */
  ReadoutSamples(Blocks blocks, int[][] histories, int lists, long seed) {
    this.blocks = blocks;
    this.values = blocks.values();
    this.representations = blocks.representations();
    this.targets = representations.clone();
    for (int row = 0; row < blocks.prior.length; row++) {
      blocks.toUnitBlocks(targets, row);
    }
    this.histories = histories;
    this.seed = seed;
    int[] eligible =
        IntStream.range(0, histories.length).filter(h -> histories[h].length >= 3).toArray();
    this.users = draw(eligible, lists, seed);
  }

  private static int[] draw(int[] from, int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int[] shuffled = from.clone();
    for (int i = 0; i < Math.min(count, shuffled.length); i++) {
      int j = i + random.nextInt(shuffled.length - i);
      int swap = shuffled[i];
      shuffled[i] = shuffled[j];
      shuffled[j] = swap;
    }
    return Arrays.copyOf(shuffled, Math.min(count, shuffled.length));
  }

  List<ReadoutSample> withoutDemonstrations(Readout readout) {
    Contexts contexts = contexts(readout);
    return Arrays.stream(users)
        .parallel()
        .mapToObj(user -> sample(user, contexts, new int[0]))
        .toList();
  }

  /**
   * @param demonstrations how many users' last transitions but one to look for neighbours in
   */
  List<ReadoutSample> withDemonstrations(Readout readout, int demonstrations) {
    Contexts contexts = contexts(readout);
    int[] eligible =
        IntStream.range(0, histories.length).filter(h -> histories[h].length >= 3).toArray();
    int[] pool = draw(eligible, demonstrations, seed + 1);
    float[][] keys =
        Arrays.stream(pool)
            .parallel()
            .mapToObj(user -> contexts.of(valuesOf(histories[user]), histories[user].length - 2))
            .toArray(float[][]::new);
    return Arrays.stream(users)
        .parallel()
        .mapToObj(user -> sample(user, contexts, shown(user, contexts, pool, keys)))
        .toList();
  }

  /** Kernels at scale one, so that inner products of blocks are the cosines the fit scales. */
  private Contexts contexts(Readout readout) {
    double[] theta = readout.toArray();
    theta[ReadoutSample.KERNELS] = 1;
    theta[ReadoutSample.KERNELS + 1] = 1;
    return new Contexts(blocks, Readout.of(theta));
  }

  private float[][] valuesOf(int[] history) {
    float[][] own = new float[history.length][];
    for (int j = 0; j < history.length; j++) {
      int from = history[j] * blocks.dimension;
      own[j] = Arrays.copyOfRange(values, from, from + blocks.dimension);
    }
    return own;
  }

  /** The nearest of the pool, then strangers. */
  private int[] shown(int user, Contexts contexts, int[] pool, float[][] keys) {
    int[] nearest = nearest(user, contexts, pool, keys);
    int[] strangers =
        new SplittableRandom(seed * 17 + user)
            .ints(STRANGERS, 0, pool.length)
            .map(p -> pool[p])
            .filter(other -> other != user)
            .toArray();
    return IntStream.concat(Arrays.stream(nearest), Arrays.stream(strangers)).toArray();
  }

  /** The users of the pool whose context before their last transition but one is most alike. */
  private int[] nearest(int user, Contexts contexts, int[] pool, float[][] keys) {
    float[] query = contexts.of(valuesOf(histories[user]), histories[user].length - 1);
    int[] best = new int[Math.min(NEIGHBOURS, pool.length)];
    double[] similarity = new double[best.length];
    Arrays.fill(best, -1);
    for (int p = 0; p < pool.length; p++) {
      if (pool[p] != user) {
        insert(best, similarity, pool[p], Vectors.dot(query, keys[p]));
      }
    }
    return Arrays.stream(best).filter(b -> b >= 0).toArray();
  }

  private static void insert(int[] best, double[] similarity, int candidate, double s) {
    int at = best.length;
    while (at > 0 && (best[at - 1] < 0 || similarity[at - 1] < s)) {
      at--;
    }
    if (at < best.length) {
      System.arraycopy(best, at, best, at + 1, best.length - at - 1);
      System.arraycopy(similarity, at, similarity, at + 1, best.length - at - 1);
      best[at] = candidate;
      similarity[at] = s;
    }
  }

  private ReadoutSample sample(int user, Contexts contexts, int[] others) {
    int[] history = histories[user];
    int last = history.length - 1;
    int own = Math.min(OWN_TOKENS, last);
    int[] candidates = candidates(history, user);
    Builder builder = new Builder(candidates, own + 1 + others.length);
    for (int j = last - own; j < last; j++) {
      builder.add(Kind.OWN, values, history[j], Math.log(last - j), new double[KERNELS]);
    }
    builder.addSink();
    float[] query = contexts.of(valuesOf(history), last);
    for (int other : others) {
      int[] shown = histories[other];
      int target = shown.length - 2;
      float[] key = contexts.of(valuesOf(shown), target);
      builder.add(Kind.DEMONSTRATION, targets, shown[target], 0, cosines(contexts, query, key));
    }
    return builder.build();
  }

  /** Collects the tokens of one list. */
  private final class Builder {
    private final int[] candidates;
    private final float[][][] inner;
    private final Kind[] kind;
    private final double[] logAge;
    private final double[][] cosine;
    private int tokens;

    Builder(int[] candidates, int capacity) {
      this.candidates = candidates;
      this.inner = new float[capacity][candidates.length][Blocks.COUNT];
      this.kind = new Kind[capacity];
      this.logAge = new double[capacity];
      this.cosine = new double[capacity][];
    }

    void add(Kind kind, float[] table, int item, double logAge, double[] cosine) {
      for (int c = 0; c < candidates.length; c++) {
        for (int b = 0; b < Blocks.COUNT; b++) {
          inner[tokens][c][b] =
              (float) blocks.inner(table, item, representations, candidates[c], b);
        }
      }
      describe(kind, logAge, cosine);
    }

    /** The sink's value is zero, and so is its inner product with any candidate. */
    void addSink() {
      describe(Kind.SINK, 0, new double[KERNELS]);
    }

    private void describe(Kind kind, double logAge, double[] cosine) {
      this.kind[tokens] = kind;
      this.logAge[tokens] = logAge;
      this.cosine[tokens++] = cosine;
    }

    ReadoutSample build() {
      double[][] prior = new double[candidates.length][];
      Arrays.setAll(prior, c -> blocks.prior[candidates[c]]);
      return new ReadoutSample(0, inner, prior, kind, logAge, cosine);
    }
  }

  /** The chosen item first, then items the user never chose; fewer where there are no more. */
  private int[] candidates(int[] history, int user) {
    SplittableRandom random = new SplittableRandom(seed * 31 + user);
    int items = blocks.prior.length;
    int[] candidates = new int[NEGATIVES + 1];
    candidates[0] = history[history.length - 1];
    int n = 1;
    for (int attempt = 0; attempt < 10 * NEGATIVES && n < candidates.length; attempt++) {
      int item = random.nextInt(items);
      if (!contains(history, history.length, item) && !contains(candidates, n, item)) {
        candidates[n++] = item;
      }
    }
    return Arrays.copyOf(candidates, n);
  }

  private static boolean contains(int[] array, int length, int x) {
    for (int i = 0; i < length; i++) {
      if (array[i] == x) {
        return true;
      }
    }
    return false;
  }

  private static double[] cosines(Contexts contexts, float[] query, float[] key) {
    double[] cosines = new double[KERNELS];
    int behaviour = contexts.behaviourDimension();
    for (int i = 0; i < query.length; i++) {
      cosines[i < behaviour ? 0 : 1] += (double) query[i] * key[i];
    }
    return cosines;
  }
}
