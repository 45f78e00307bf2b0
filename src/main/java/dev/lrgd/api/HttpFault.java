package dev.lrgd.api;

import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.core.Response.StatusType;

/** What an HTTP status means here, for a caller who reads nothing else. */
final class HttpFault {
  private HttpFault() {}

  static String describe(StatusType status) {
    Status known = Status.fromStatusCode(status.getStatusCode());
    if (known == null) {
      return status.getReasonPhrase() + ".";
    }
    return switch (known) {
      case NOT_FOUND -> "There is nothing at this path; /q/openapi lists what there is.";
      case METHOD_NOT_ALLOWED -> "This path does not take this method; see the Allow header.";
      case NOT_ACCEPTABLE -> "This path answers JSON, which the Accept header does not allow.";
      case UNSUPPORTED_MEDIA_TYPE ->
          "This path does not take this Content-Type; /q/openapi says what it takes.";
      case BAD_REQUEST -> "The request cannot be read.";
      case REQUEST_ENTITY_TOO_LARGE -> "The body is too large.";
      case INTERNAL_SERVER_ERROR -> "The request failed for a reason that is ours; the log has it.";
      default -> known.getReasonPhrase() + ".";
    };
  }
}
