package dev.lrgd.evaluate.report;

import dev.lrgd.evaluate.data.DataException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A page in Markdown whose tables come from reports. Where it says
 *
 * <pre>  &lt;!-- table: e3-Games | sizes --&gt; ... &lt;!-- end --&gt;</pre>
 *
 * what stands between the two is replaced by that table of the report in that folder, its note
 * before it and the command that makes it after it.
 */
public final class EvidencePage {
  private static final Pattern PLACE =
      Pattern.compile("(?s)<!-- table: ([^|\\n]+?) \\| ([^\\n]+?) -->\\n.*?<!-- end -->");

  private final Path reports;
  private final Map<String, Study> studies = new HashMap<>();

  /**
   * @param reports folder of the reports' folders
   */
  public EvidencePage(Path reports) {
    this.reports = reports;
  }

  /** The page with the tables as they are now; everything else stays. */
  public String fill(String page) throws IOException {
    Matcher place = PLACE.matcher(page);
    StringBuilder filled = new StringBuilder();
    while (place.find()) {
      String text =
          "<!-- table: %s | %s -->\n%s<!-- end -->"
              .formatted(place.group(1), place.group(2), table(place.group(1), place.group(2)));
      place.appendReplacement(filled, Matcher.quoteReplacement(text));
    }
    return place.appendTail(filled).toString();
  }

  private String table(String folder, String id) throws IOException {
    Study study = studies.get(folder);
    if (study == null) {
      study = ReportFiles.readStudy(reports.resolve(folder));
      studies.put(folder, study);
    }
    Study.Table table =
        study.tables().stream()
            .filter(t -> t.id().equals(id))
            .findFirst()
            .orElseThrow(
                () ->
                    new DataException(
                        "the report in %s has no table \"%s\"".formatted(folder, id)));
    return "**%s** (%s)\n\n%s\n\n%s\n`%s`\n"
        .formatted(
            table.title(), study.title(), table.note(), StudyText.markdown(table), study.command());
  }
}
