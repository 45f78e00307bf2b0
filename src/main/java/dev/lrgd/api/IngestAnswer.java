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
        int moreRejected) {

  record RejectedLine(
      @Schema(
              description = "Number of the line, or of the array's element, from 1.",
              examples = "3")
          int line,
      @Schema(examples = "'id' is missing") String reason) {}
}
