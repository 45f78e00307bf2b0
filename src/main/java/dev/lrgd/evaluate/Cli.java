package dev.lrgd.evaluate;

import dev.lrgd.evaluate.data.DataException;
import dev.lrgd.evaluate.http.ServiceException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The root of the command line; each experiment or tool is a subcommand. */
@Command(
    name = "lrgd",
    description = "Evaluates demonstrations and rankers offline, converts and imports data sets.",
    subcommands = {
      EvaluateCommand.class,
      EquivalenceCommand.class,
      EffectsCommand.class,
      SelectionCommand.class,
      RobustnessCommand.class,
      AdaptationCommand.class,
      PageCommand.class,
      ConvertCommand.class,
      ImportCommand.class
    })
public final class Cli implements Runnable {

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Shows this help.")
  private boolean help;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Name a command.");
  }

  static CommandLine commandLine() {
    return new CommandLine(new Cli())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(Cli::explain);
  }

  /** What the user can mend is told in a line; anything else is a bug and keeps its trace. */
  private static int explain(Exception e, CommandLine command, ParseResult arguments)
      throws Exception {
    if (!(e instanceof DataException) && !(e instanceof IOException)) {
      throw e;
    }
    command.getErr().println("lrgd: " + sentence(e).replaceAll("\\R", " "));
    return CommandLine.ExitCode.USAGE;
  }

  private static String sentence(Exception e) {
    if (e instanceof DataException || e instanceof ServiceException) {
      return e.getMessage();
    }
    if (e instanceof NoSuchFileException) {
      return e.getMessage() + ": there is no such file or folder, and none can be made";
    }
    if (e instanceof FileAlreadyExistsException) {
      return e.getMessage() + ": a file is where a folder should be";
    }
    if (e instanceof AccessDeniedException) {
      return e.getMessage() + ": access is denied";
    }
    return e.getClass().getSimpleName() + ": " + e.getMessage();
  }

  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }
}
