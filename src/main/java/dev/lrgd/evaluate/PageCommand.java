package dev.lrgd.evaluate;

import dev.lrgd.evaluate.report.EvidencePage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Puts the experiments' tables into a page. */
@Command(
    name = "page",
    description = "Puts tables of reports into the places that a page in Markdown has for them.")
final class PageCommand implements Callable<Integer> {
  @Option(
      names = "--reports",
      paramLabel = "DIR",
      required = true,
      description = "Folder of the folders that the experiments wrote to (--out).")
  private Path reports;

  @Option(
      names = "--page",
      paramLabel = "FILE",
      required = true,
      description = "The page, changed in place.")
  private Path page;

  @Override
  public Integer call() throws IOException {
    Files.writeString(page, new EvidencePage(reports).fill(Files.readString(page)));
    return 0;
  }
}
