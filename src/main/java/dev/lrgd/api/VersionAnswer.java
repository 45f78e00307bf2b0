package dev.lrgd.api;

import dev.lrgd.pool.VersionSummary;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** One version of a pool. */
@Schema(name = "Version")
record VersionAnswer(
    @Schema(examples = "3") int number,
    Instant createdAt,
    @Schema(description = "Whether this version answers requests.") boolean active,
    @Schema(description = "Size of its catalogue.", examples = "412") int items,
    @Schema(description = "Users whose choices it was fitted on.", examples = "600") int users,
    @Schema(description = "Choices it was fitted on.", examples = "9204") int interactions,
    @Schema(examples = "600") int demonstrations) {

  static VersionAnswer of(VersionSummary version, boolean active) {
    return new VersionAnswer(
        version.number(),
        version.createdAt(),
        active,
        version.items(),
        version.users(),
        version.interactions(),
        version.demonstrations());
  }
}
