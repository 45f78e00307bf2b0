package dev.lrgd.evaluate;

import dev.lrgd.evaluate.report.ReportFiles;
import dev.lrgd.evaluate.report.Study;
import dev.lrgd.evaluate.report.StudyText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Where an experiment's figures go: tables on standard output, files in {@code --out}. */
final class StudyOutput {
  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Folder for report.json and report.html.")
  private Path out;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  /** Files only: of a run that goes on. */
  void keep(Study soFar) {
    try {
      writeFiles(soFar);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int write(Study study) throws IOException {
    spec.commandLine().getOut().print(StudyText.write(study));
    spec.commandLine().getOut().flush();
    writeFiles(study);
    return 0;
  }

  private void writeFiles(Study study) throws IOException {
    if (out != null) {
      ReportFiles.write(study, out);
    }
  }
}
