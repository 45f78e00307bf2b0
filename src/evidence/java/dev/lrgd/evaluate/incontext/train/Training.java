package dev.lrgd.evaluate.incontext.train;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.training.GradientCollector;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import dev.lrgd.evaluate.incontext.Prompt.Shown;
import dev.lrgd.evaluate.measure.Rank;
import dev.lrgd.evaluate.transformer.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/** The steps of Adam over shuffled batches (Kingma and Ba 2015), and how well it goes. */
final class Training {
  private static final int BATCH = 64;
  private static final int NEGATIVES = 256;
  private static final int LIST_NEGATIVES = 19;
  private static final int SHOWN = 4;
  private static final int WARM_UP = 200;
  private static final float RATE = 2e-3f;
  private static final int REPORT_EVERY = 500;

  private final Samples samples;
  private final TorchDecoder decoder;
  private final int itemCount;
  private final int itemLength;
  private final Random random;
  private final long seed;
  private final Consumer<String> progress;

  Training(
      NDManager manager,
      Samples samples,
      float[][] items,
      Shape shape,
      long seed,
      Consumer<String> progress) {
    this.samples = samples;
    this.itemCount = items.length;
    this.itemLength = items[0].length;
    this.decoder = new TorchDecoder(manager, shape, manager.create(items), seed);
    this.random = new Random(seed);
    this.seed = seed;
    this.progress = progress;
  }

  TorchDecoder decoder() {
    return decoder;
  }

  /**
   * @param keep what there is, run at every report: an hour of steps is not to hang on the last one
   */
  void run(int steps, Runnable keep) {
    Optimizer adam = Optimizer.adam().optLearningRateTracker(rate(steps)).build();
    double mean = 0;
    for (int step = 1; step <= steps; step++) {
      double loss = step(adam);
      mean += loss;
      if (step % REPORT_EVERY == 0 || step == steps) {
        int n = step % REPORT_EVERY == 0 ? REPORT_EVERY : step % REPORT_EVERY;
        progress.accept("step %d, training loss %.4f, %s".formatted(step, mean / n, validation()));
        mean = 0;
        keep.run();
      }
    }
  }

  /** Rises over the first steps, then falls to nothing as half a cosine. */
  private static Tracker rate(int steps) {
    return update -> {
      double warm = Math.min(1, (update + 1.) / WARM_UP);
      double done = Math.min(1, update / (double) steps);
      return (float) (RATE * warm * (0.5 + 0.5 * Math.cos(Math.PI * done)));
    };
  }

  private double step(Optimizer adam) {
    Batch batch = Batch.drawn(random);
    for (int i = 0; i < BATCH; i++) {
      Sample sample = samples.training.get(random.nextInt(samples.training.size()));
      batch.addTraining(sample, samples, random);
    }
    double loss = differentiate(batch);
    decoder.parameters().forEach((name, parameter) -> update(adam, name, parameter));
    return loss;
  }

  private float differentiate(Batch batch) {
    try (NDScope scope = new NDScope();
        GradientCollector collector = Engine.getInstance().newGradientCollector()) {
      decoder.rotate(Rotations.ofAllButLast(itemLength, random));
      NDArray loss = decoder.loss(batch, random.longs(NEGATIVES, 0, itemCount).toArray());
      collector.backward(loss);
      scope.suppressNotUsedWarning();
      return loss.getFloat();
    }
  }

  /** Outside of any scope: the optimizer's moments have to outlive the step. */
  private static void update(Optimizer adam, String name, NDArray parameter) {
    try (NDArray gradient = parameter.getGradient()) {
      adam.update(name, parameter, gradient);
      gradient.muli(0);
    }
  }

  /** NDCG@10 on validation users with no, neighbours' and anybody's demonstrations. */
  private String validation() {
    return "NDCG@10 none %.4f, neighbours %.4f, anybody %.4f"
        .formatted(ndcg(0), ndcg(1), ndcg(2));
  }

  private double ndcg(int kind) {
    Random draw = new Random(seed);
    double sum = 0;
    List<Sample> held = samples.validation;
    for (int from = 0; from < held.size(); from += BATCH) {
      Batch batch = new Batch(SHOWN);
      List<long[]> candidates = new ArrayList<>();
      for (Sample sample : held.subList(from, Math.min(from + BATCH, held.size()))) {
        List<Shown<Integer>> shown = new ArrayList<>();
        for (int i = Math.min(SHOWN, sample.neighbours().length) - 1; i >= 0; i--) {
          int anybody = draw.nextInt(samples.demonstrations.size());
          shown.add(samples.demonstrations.get(kind == 1 ? sample.neighbours()[i] : anybody));
        }
        batch.add(kind == 0 ? List.of() : shown, sample.own(), sample.target(), false);
        long[] list = draw.longs(LIST_NEGATIVES + 1, 0, itemCount).toArray();
        list[0] = sample.target();
        candidates.add(list);
      }
      batch.points.removeIf(point -> point.position() + 1 < batch.prompts.get(point.prompt()).length());
      try (NDScope scope = new NDScope()) {
        decoder.rotate(null);
        for (float[] scores : decoder.scores(batch, candidates)) {
          double[] list = new double[scores.length];
          for (int c = 0; c < list.length; c++) {
            list[c] = scores[c];
          }
          sum += Rank.of(0, list).ndcg(10);
        }
        scope.suppressNotUsedWarning();
      }
    }
    return sum / held.size();
  }
}
