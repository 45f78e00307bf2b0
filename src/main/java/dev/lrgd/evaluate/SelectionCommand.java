package dev.lrgd.evaluate;

import dev.lrgd.evaluate.selection.SelectionStudy;
import dev.lrgd.evaluate.subject.InContextSubject;
import dev.lrgd.evaluate.subject.Workshop;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** E3: compares ways to choose demonstrations. */
@Command(
    name = "selection",
    description = "Compares ways to choose demonstrations, on the same users and room.")
final class SelectionCommand implements Callable<Integer> {
  @Mixin private StudyInput input;

  @Option(
      names = "--counts",
      paramLabel = "K",
      split = ",",
      defaultValue = "1,2,4,8",
      description = "How many demonstrations a prompt has room for. Default: ${DEFAULT-VALUE}.")
  private List<Integer> counts;

  @Mixin private StudyOutput output;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    Workshop workshop = input.workshop();
    InContextSubject recommender = input.recommender(workshop);
    PrintWriter progress = spec.commandLine().getErr();
    return output.write(
        new SelectionStudy(
                workshop, List.of(recommender, StudyInput.dual(workshop)), counts, input.seed())
            .study(
                input.method(),
                input.command(
                    "--counts " + String.join(",", counts.stream().map(String::valueOf).toList())),
                name -> progress.printf("%s%n", name)));
  }
}
