package dev.lrgd.evaluate;

import dev.lrgd.evaluate.robustness.RobustnessStudy;
import dev.lrgd.evaluate.subject.InContextSubject;
import dev.lrgd.evaluate.subject.Workshop;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** E4: noisy, shuffled and planted demonstrations. */
@Command(
    name = "robustness",
    description = "Tries noisy, shuffled and planted demonstrations, and what helps against them.")
final class RobustnessCommand implements Callable<Integer> {
  @Mixin private StudyInput input;

  @Mixin private StudyOutput output;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    Workshop workshop = input.workshop();
    InContextSubject recommender = input.recommender(workshop);
    PrintWriter progress = spec.commandLine().getErr();
    RobustnessStudy study =
        new RobustnessStudy(
            workshop,
            recommender,
            StudyInput.dual(workshop),
            input.seed(),
            part -> progress.printf("%s%n", part));
    return output.write(study.study(input.method(), input.command("")));
  }
}
