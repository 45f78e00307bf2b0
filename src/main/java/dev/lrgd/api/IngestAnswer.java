package dev.lrgd.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What became of a stream of lines. */
@Schema(description = "How many lines were stored, and which were not and why.")
record IngestAnswer(
    @Schema(examples = "2") int accepted,
    List<RejectedLine> rejected,
    @JsonInclude(JsonInclude.Include.NON_DEFAULT)
        @Schema(description = "How many more lines were rejected than are listed.")
        int moreRejected,
    @JsonInclude(JsonInclude.Include.NON_DEFAULT)
        @Schema(description = "How many of the accepted outcomes were stored before.")
        int duplicates,
    @JsonInclude(JsonInclude.Include.NON_DEFAULT)
        @Schema(
            description =
                "How many of the new outcomes answer no recommendation that is remembered.")
        int unmatched) {

  IngestAnswer(int accepted, List<RejectedLine> rejected, int moreRejected) {
    this(accepted, rejected, moreRejected, 0, 0);
  }

  IngestAnswer with(int duplicates, int unmatched) {
    return new IngestAnswer(accepted, rejected, moreRejected, duplicates, unmatched);
  }

  record RejectedLine(
      @Schema(
              description = "Number of the line, or of the array's element, from 1.",
              examples = "3")
          int line,
      @Schema(examples = "'id' is missing") String reason) {}
}
