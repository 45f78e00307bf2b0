package dev.lrgd.evaluate;

import dev.lrgd.evaluate.equivalence.Equivalence;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** E1: holds the dual model against softmax attention. */
@Command(
    name = "equivalence",
    description =
        "Holds the dual model against softmax attention on random heads and on a trained model.")
final class EquivalenceCommand implements Callable<Integer> {
  @Option(
      names = "--fixtures",
      paramLabel = "DIR",
      defaultValue = "../shared/fixtures",
      description =
          "Folder with stories260K.bin and tok512.bin; left out where it is not there."
              + " Default: ${DEFAULT-VALUE}.")
  private Path fixtures;

  @Option(
      names = "--heads",
      paramLabel = "N",
      defaultValue = "20",
      description = "Random heads for each random-feature error. Default: ${DEFAULT-VALUE}.")
  private int heads;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "1",
      description = "Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Mixin private StudyOutput output;

  @Override
  public Integer call() throws IOException {
    return output.write(new Equivalence(fixtures, heads, seed).study());
  }
}
