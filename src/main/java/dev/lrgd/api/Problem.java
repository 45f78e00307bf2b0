package dev.lrgd.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.ws.rs.core.Response.StatusType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Problem details (RFC 9457): the body of every answer that is an error. */
@RegisterForReflection
@Schema(description = "What went wrong (RFC 9457).")
record Problem(
    @Schema(examples = "about:blank") String type,
    @Schema(examples = "Bad Request") String title,
    @Schema(examples = "400") int status,
    @Schema(examples = "The request breaks 1 rule.") String detail,
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
        @Schema(description = "Which fields break which rules.")
        List<Violation> violations) {

  static final String MEDIA_TYPE = "application/problem+json";

  static Problem of(StatusType status, String detail, List<Violation> violations) {
    return new Problem(
        "about:blank", status.getReasonPhrase(), status.getStatusCode(), detail, violations);
  }

  @RegisterForReflection
  record Violation(
      @Schema(examples = "limit") String field,
      @Schema(examples = "must be less than or equal to 100") String message) {}
}
