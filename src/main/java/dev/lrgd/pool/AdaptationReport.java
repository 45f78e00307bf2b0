package dev.lrgd.pool;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What an adaptation did, for people and for plots.
 *
 * @param scheduledTime the schedule it answered to; empty when somebody asked for it
 * @param before the version it started from; empty for the first one
 * @param after the version that was active when it ended: published by it, unless {@code published}
 *     says otherwise
 * @param fitSeconds how long item space and demonstrations took to make
 * @param changes plain sentences: what changed and why
 * @param verdict how it ended
 * @param published whether {@code after} was made by it
 * @param findings what it measured
 */
public record AdaptationReport(
    Optional<Instant> scheduledTime,
    Instant startedAt,
    Instant finishedAt,
    Optional<VersionSummary> before,
    VersionSummary after,
    double fitSeconds,
    List<String> changes,
    Verdict verdict,
    boolean published,
    Findings findings) {
  public AdaptationReport {
    changes = List.copyOf(changes);
  }

  /**
   * Up to when scheduled times are over once this report is dropped: its own. One that lay in the
   * future when it was served (a slip of somebody's pen) ends none but those up to that day.
   */
  public Instant endsTimesUpTo() {
    return scheduledTime.filter(time -> time.isBefore(startedAt)).orElse(startedAt);
  }

  /** Of the next one, when nothing came in since: what this one knew of the version that stays. */
  public AdaptationReport repeated(
      Optional<Instant> scheduledTime, Instant now, VersionSummary active) {
    return new AdaptationReport(
        scheduledTime,
        now,
        now,
        Optional.of(active),
        active,
        0,
        List.of("Version %d stays: nothing came in since it was made.".formatted(active.number())),
        Verdict.HELD,
        false,
        findings.standing(published));
  }
}
