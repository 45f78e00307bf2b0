package dev.lrgd.evaluate.incontext.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.lrgd.adapt.PoolFit;
import dev.lrgd.evaluate.data.DataSet;
import dev.lrgd.evaluate.data.DataSetReader;
import dev.lrgd.evaluate.data.Split;
import dev.lrgd.evaluate.incontext.ItemVectors;
import dev.lrgd.evaluate.incontext.Prompt;
import dev.lrgd.evaluate.transformer.Shape;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Trains the in-context recommender on a data set and writes {@code recommender.bin}. */
@Command(
    name = "train",
    description = "Trains the in-context recommender of the experiments; see src/evidence.")
public final class TrainCommand implements Callable<Integer> {
  private static final Shape SHAPE = new Shape(128, 160, 3, 4, 2);

  @Option(names = "--data", paramLabel = "DIR", required = true, description = "The data set.")
  private Path data;

  @Option(names = "--out", paramLabel = "DIR", required = true, description = "Where to write.")
  private Path out;

  @Option(names = "--steps", defaultValue = "5000", description = "Default: ${DEFAULT-VALUE}.")
  private int steps;

  @Option(
      names = "--samples",
      defaultValue = "60000",
      description = "Moments of training histories, at most. Default: ${DEFAULT-VALUE}.")
  private int most;

  @Option(names = "--seed", defaultValue = "1", description = "Default: ${DEFAULT-VALUE}.")
  private long seed;

  private final Instant start = Instant.now();

  @Override
  public Integer call() throws IOException {
    Files.createDirectories(out);
    DataSet training = Split.leaveOneOut(DataSetReader.read(data)).training();
    PoolFit fit =
        PoolFit.of(
            training.items().values(),
            training.interactions(),
            PoolFit.MAX_DEMONSTRATIONS,
            PoolFit.DEMONSTRATION_HISTORY);
    say("the item space is fitted");
    Samples samples = new Samples(training, fit, most, 500, seed);
    say(
        "%d moments with their neighbours, %d for validation"
            .formatted(samples.training.size(), samples.validation.size()));
    ItemVectors vectors = new ItemVectors(fit.space(), training);
    float[][] items = new float[fit.space().size()][];
    for (int i = 0; i < items.length; i++) {
      items[i] = floats(vectors.of(fit.space().item(i)));
    }
    try (NDManager manager = NDManager.newBaseManager()) {
      Training run = new Training(manager, samples, items, SHAPE, seed, this::say);
      say("%d parameters".formatted(run.decoder().size()));
      run.run(steps, () -> write(run.decoder(), items[0].length, training.name()));
    }
    return 0;
  }

  private void write(TorchDecoder decoder, int item, String name) {
    try (DataOutputStream file =
        new DataOutputStream(
            new BufferedOutputStream(Files.newOutputStream(out.resolve("recommender.bin"))))) {
      file.writeUTF("%s, %d steps, seed %d".formatted(name, steps, seed));
      for (int size :
          new int[] {
            SHAPE.dim(), SHAPE.hidden(), SHAPE.layers(), SHAPE.heads(), SHAPE.kvHeads(), item,
            Prompt.ROLES
          }) {
        file.writeInt(size);
      }
      for (NDArray parameter : decoder.parameters().values()) {
        for (float x : parameter.toFloatArray()) {
          file.writeFloat(x);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static float[] floats(double[] x) {
    float[] y = new float[x.length];
    for (int i = 0; i < y.length; i++) {
      y[i] = (float) x[i];
    }
    return y;
  }

  private void say(String what) {
    System.err.printf("%5d s  %s%n", Duration.between(start, Instant.now()).toSeconds(), what);
  }

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new TrainCommand()).execute(arguments));
  }
}
