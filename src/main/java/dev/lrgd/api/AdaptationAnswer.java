package dev.lrgd.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.lrgd.pool.AdaptationReport;
import dev.lrgd.pool.Findings;
import dev.lrgd.pool.Verdict;
import dev.lrgd.pool.VersionSummary;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What an adaptation did. */
@Schema(name = "Adaptation")
@JsonInclude(JsonInclude.Include.NON_NULL)
record AdaptationAnswer(
    @Schema(description = "The schedule it answered to; absent when somebody asked for it.")
        Instant scheduledTime,
    Instant startedAt,
    Instant finishedAt,
    @Schema(description = "The version it started from; absent for the first one.") Counts before,
    @Schema(description = "The version that was active when it ended.") Counts after,
    @Schema(description = "Whether it published that version.") boolean published,
    @Schema(
            description =
                "What became of the proposed demonstrations: committed, held, rolled back, or reset"
                    + " to equal weights.")
        Verdict verdict,
    @Schema(examples = "1.2") double fitSeconds,
    @Schema(description = "What changed, in plain sentences.") List<String> changes,
    @Schema(description = "The figures: outcomes, detectors of collapse before and after, tests.")
        Findings findings) {

  static AdaptationAnswer of(AdaptationReport report) {
    return new AdaptationAnswer(
        report.scheduledTime().orElse(null),
        report.startedAt(),
        report.finishedAt(),
        report.before().map(Counts::of).orElse(null),
        Counts.of(report.after()),
        report.published(),
        report.verdict(),
        report.fitSeconds(),
        report.changes(),
        report.findings());
  }

  /** A version in figures. */
  record Counts(int version, int items, int users, int interactions, int demonstrations) {
    static Counts of(VersionSummary version) {
      return new Counts(
          version.number(),
          version.items(),
          version.users(),
          version.interactions(),
          version.demonstrations());
    }
  }
}
