package dev.lrgd.evaluate;

import dev.lrgd.evaluate.effects.EffectsStudy;
import dev.lrgd.evaluate.subject.InContextSubject;
import dev.lrgd.evaluate.subject.Workshop;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** E2: holds the predicted effect of demonstrations against the measured one. */
@Command(
    name = "effects",
    description = "Holds the predicted effect of demonstrations against what they really change.")
final class EffectsCommand implements Callable<Integer> {
  @Mixin private StudyInput input;

  @Option(
      names = "--sets",
      paramLabel = "N",
      defaultValue = "16",
      description = "Random sets of demonstrations for each user. Default: ${DEFAULT-VALUE}.")
  private int sets;

  @Option(
      names = "--fit",
      paramLabel = "N",
      defaultValue = "0",
      description =
          "More users, on whom the surrogate's reading is fitted to the recommender and who are not"
              + " reported on. Default: ${DEFAULT-VALUE}.")
  private int fitted;

  @Mixin private StudyOutput output;

  @Override
  public Integer call() throws IOException {
    Workshop workshop = input.workshop(fitted);
    InContextSubject recommender = input.recommender(workshop);
    EffectsStudy study =
        new EffectsStudy(
            workshop, StudyInput.dual(workshop), recommender, sets, fitted, input.seed());
    return output.write(
        study.study(input.method(), input.command("--sets %d --fit %d".formatted(sets, fitted))));
  }
}
