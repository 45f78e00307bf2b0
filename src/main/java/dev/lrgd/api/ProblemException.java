package dev.lrgd.api;

import jakarta.ws.rs.core.Response;
import java.util.List;

/** An error that the caller is told as it stands. */
final class ProblemException extends RuntimeException {

  private final Response.Status status;
  private final List<Problem.Violation> violations;

  private ProblemException(
      Response.Status status, String detail, List<Problem.Violation> violations) {
    super(detail);
    this.status = status;
    this.violations = violations;
  }

  static ProblemException badRequest(String detail) {
    return new ProblemException(Response.Status.BAD_REQUEST, detail, List.of());
  }

  static ProblemException violation(String field, String message) {
    return new ProblemException(
        Response.Status.BAD_REQUEST,
        "'" + field + "' " + message + ".",
        List.of(new Problem.Violation(field, message)));
  }

  static ProblemException notFound(String detail) {
    return new ProblemException(Response.Status.NOT_FOUND, detail, List.of());
  }

  static ProblemException unsupported(String detail) {
    return new ProblemException(Response.Status.UNSUPPORTED_MEDIA_TYPE, detail, List.of());
  }

  static ProblemException tooLarge(long limit) {
    return new ProblemException(
        Response.Status.REQUEST_ENTITY_TOO_LARGE,
        "The body is larger than " + limit + " bytes.",
        List.of());
  }

  static ProblemException tooManyLines(int limit) {
    return new ProblemException(
        Response.Status.REQUEST_ENTITY_TOO_LARGE,
        "The body holds more than %d records; nothing was stored. Send it in parts."
            .formatted(limit),
        List.of());
  }

  Response.Status status() {
    return status;
  }

  List<Problem.Violation> violations() {
    return violations;
  }
}
