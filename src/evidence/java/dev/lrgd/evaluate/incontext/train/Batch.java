package dev.lrgd.evaluate.incontext.train;

import dev.lrgd.evaluate.incontext.Prompt;
import dev.lrgd.evaluate.incontext.Prompt.Shown;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Prompts of different lengths, side by side, and where in them what is to be predicted.
 *
 * <p>With demonstrations, the item after the last own one counts, and the target of every
 * demonstration after its own history (a little): the demonstrations were found without knowing
 * these. Without demonstrations every own item counts. The demonstrations are neighbours', or
 * anybody's, or none, so that the model learns to tell which of them say something.
 */
final class Batch {
  static final float DEMONSTRATION_WEIGHT = 0.3f;
  private static final int[] COUNTS = {1, 2, 4, 8};

  private static final double NONE = 0.2;
  private static final double ANYBODY = 0.25;
  private static final double SHORTENED = 0.5;

  private final int count;

  final List<Prompt<Integer>> prompts = new ArrayList<>();
  final List<Point> points = new ArrayList<>();

  /** The item that should follow a position, and how much that counts. */
  record Point(int prompt, int position, int target, float weight) {}

  /**
   * @param count of demonstrations where there are any: one number for all, as the shorter prompts
   *     are filled up to the length of the longest
   */
  Batch(int count) {
    this.count = count;
  }

  /** An empty batch with some number of demonstrations. */
  static Batch drawn(Random random) {
    return new Batch(COUNTS[random.nextInt(COUNTS.length)]);
  }

  void addTraining(Sample sample, Samples samples, Random random) {
    List<Integer> own = sample.own();
    if (random.nextDouble() < SHORTENED) {
      own = own.subList(own.size() - 1 - random.nextInt(Math.min(own.size(), 4)), own.size());
    }
    if (random.nextDouble() < NONE || sample.neighbours().length == 0) {
      add(List.of(), own, sample.target(), true);
      return;
    }
    boolean anybody = random.nextDouble() < ANYBODY;
    List<Shown<Integer>> shown = new ArrayList<>();
    List<Integer> order = new ArrayList<>();
    for (int d : sample.neighbours()) {
      order.add(d);
    }
    Collections.shuffle(order, random);
    for (int i = 0; i < count; i++) {
      int d =
          anybody || i >= order.size()
              ? random.nextInt(samples.demonstrations.size())
              : order.get(i);
      shown.add(samples.demonstrations.get(d));
    }
    add(shown, own, sample.target(), false);
  }

  void add(List<Shown<Integer>> shown, List<Integer> own, int target, boolean everyOwnItem) {
    Prompt<Integer> prompt = Prompt.of(shown, own);
    int number = prompts.size();
    prompts.add(prompt);
    for (int t = 0; t + 1 < prompt.length(); t++) {
      int next = prompt.roles().get(t + 1);
      if (next == Prompt.TARGET) {
        points.add(new Point(number, t, prompt.tokens().get(t + 1), DEMONSTRATION_WEIGHT));
      } else if (everyOwnItem && next == Prompt.OWN) {
        points.add(new Point(number, t, prompt.tokens().get(t + 1), 1));
      }
    }
    points.add(new Point(number, prompt.length() - 1, target, 1));
  }

  int length() {
    return prompts.stream().mapToInt(Prompt::length).max().orElse(0);
  }
}
