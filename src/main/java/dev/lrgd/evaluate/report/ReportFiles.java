package dev.lrgd.evaluate.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes {@code report.json} and {@code report.html} into a folder. */
public final class ReportFiles {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private ReportFiles() {}

  public static void write(Summary summary, Path folder) throws IOException {
    write(folder, summary, HtmlReport.write(summary));
  }

  public static void write(Study study, Path folder) throws IOException {
    write(folder, study, StudyHtml.write(study));
  }

  public static Study readStudy(Path folder) throws IOException {
    return JSON.readValue(Files.readString(folder.resolve("report.json")), Study.class);
  }

  private static void write(Path folder, Object figures, String html) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("report.json"), JSON.writeValueAsString(figures) + "\n");
    Files.writeString(folder.resolve("report.html"), html);
  }
}
