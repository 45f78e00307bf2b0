package dev.lrgd.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import dev.lrgd.adapt.NothingToAdapt;
import dev.lrgd.pool.StoreRefusal;
import dev.lrgd.recommend.ImpossibleRequest;
import io.quarkus.hibernate.validator.runtime.jaxrs.ResteasyReactiveViolationException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Path;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.core.Response.StatusType;
import java.util.Comparator;
import java.util.List;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Turns whatever a resource throws, and whatever finds no resource, into problem details. */
@Singleton
public class ProblemMappers {

  private static final Logger LOG = Logger.getLogger(ProblemMappers.class);

  @Inject ObjectMapper mapper;

  @ServerExceptionMapper
  Response problem(ProblemException e) {
    return response(e.status(), e.getMessage(), e.violations()).build();
  }

  @ServerExceptionMapper
  Response refusal(StoreRefusal e) {
    if (e instanceof StoreRefusal.Unavailable unavailable) {
      LOG.warn("the store is unavailable", e);
      return response(Status.SERVICE_UNAVAILABLE, e.getMessage(), List.of())
          .header(HttpHeaders.RETRY_AFTER, Math.max(1, unavailable.retryAfter().toSeconds()))
          .build();
    }
    return response(statusOf(e), e.getMessage(), List.of()).build();
  }

  @ServerExceptionMapper
  Response nothingToAdapt(NothingToAdapt e) {
    return response(UnprocessableContent.STATUS, e.getMessage(), List.of()).build();
  }

  @ServerExceptionMapper
  Response impossible(ImpossibleRequest e) {
    List<Problem.Violation> violations = List.of(new Problem.Violation(e.field(), e.getMessage()));
    String detail = "'" + e.field() + "': " + e.getMessage() + ".";
    return response(UnprocessableContent.STATUS, detail, violations).build();
  }

  @ServerExceptionMapper
  Response violations(ResteasyReactiveViolationException e) {
    return violations((ConstraintViolationException) e);
  }

  private Response violations(ConstraintViolationException e) {
    if (e.getConstraintViolations().stream().anyMatch(ProblemMappers::isOurFault)) {
      return fault(e);
    }
    List<Problem.Violation> violations =
        e.getConstraintViolations().stream()
            .map(v -> new Problem.Violation(field(v.getPropertyPath()), v.getMessage()))
            .distinct()
            .sorted(
                Comparator.comparing(Problem.Violation::field)
                    .thenComparing(Problem.Violation::message))
            .toList();
    Problem.Violation first = violations.get(0);
    String more = violations.size() == 1 ? "" : " (and " + (violations.size() - 1) + " more)";
    String detail = "'" + first.field() + "' " + first.message() + more + ".";
    return response(Status.BAD_REQUEST, detail, violations).build();
  }

  // The framework has a mapper of its own for this one, which a more general one does not replace.
  @ServerExceptionMapper
  Response mismatched(MismatchedInputException e) {
    return malformed(e);
  }

  @ServerExceptionMapper
  Response malformed(JsonProcessingException e) {
    return response(Status.BAD_REQUEST, JsonFault.describe(e), List.of()).build();
  }

  @ServerExceptionMapper
  Response http(WebApplicationException e) {
    if (e.getCause() instanceof JsonProcessingException json) {
      return malformed(json);
    }
    if (e.getCause() instanceof ProblemException problem) {
      return problem(problem);
    }
    StatusType status = e.getResponse().getStatusInfo();
    Response.ResponseBuilder response = response(status, HttpFault.describe(status), List.of());
    Object allow = e.getResponse().getHeaders().getFirst(HttpHeaders.ALLOW);
    return allow == null ? response.build() : response.header(HttpHeaders.ALLOW, allow).build();
  }

  @ServerExceptionMapper
  Response fault(Throwable e) {
    LOG.error("a request failed", e);
    Status status = Status.INTERNAL_SERVER_ERROR;
    return response(status, HttpFault.describe(status), List.of()).build();
  }

  /** The problem of one request among many. */
  Problem of(Exception e) {
    Response response = e instanceof ConstraintViolationException v ? violations(v) : other(e);
    try {
      return mapper.readValue((String) response.getEntity(), Problem.class);
    } catch (JsonProcessingException unreadable) {
      throw new IllegalStateException("a problem was written just now", unreadable);
    }
  }

  private Response other(Exception e) {
    if (e instanceof ProblemException problem) {
      return problem(problem);
    }
    if (e instanceof StoreRefusal refusal) {
      return refusal(refusal);
    }
    if (e instanceof ImpossibleRequest impossible) {
      return impossible(impossible);
    }
    return e instanceof JsonProcessingException json ? malformed(json) : fault(e);
  }

  private Response.ResponseBuilder response(
      StatusType status, String detail, List<Problem.Violation> violations) {
    Problem problem =
        new Problem(
            "about:blank", status.getReasonPhrase(), status.getStatusCode(), detail, violations);
    return Response.status(status).type(Problem.MEDIA_TYPE).entity(json(problem));
  }

  // As text, because a caller who accepts no JSON at all is told about his error all the same.
  private String json(Problem problem) {
    try {
      return mapper.writeValueAsString(problem);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a problem is plain text and numbers", e);
    }
  }

  private static StatusType statusOf(StoreRefusal refusal) {
    if (refusal instanceof StoreRefusal.Conflict) {
      return Status.CONFLICT;
    }
    return refusal instanceof StoreRefusal.QuotaExceeded
        ? Status.TOO_MANY_REQUESTS
        : Status.NOT_FOUND;
  }

  /** What a method returns is not what the caller sent. */
  private static boolean isOurFault(ConstraintViolation<?> violation) {
    for (Path.Node node : violation.getPropertyPath()) {
      if (node.getKind() == jakarta.validation.ElementKind.RETURN_VALUE) {
        return true;
      }
    }
    return false;
  }

  /** The path less the method and, for a body, its parameter: {@code history[3].title}. */
  private static String field(Path path) {
    StringBuilder field = new StringBuilder();
    int depth = 0;
    for (Path.Node node : path) {
      if (depth++ >= 2) {
        field.append(field.isEmpty() ? "" : ".").append(node);
      }
    }
    return field.isEmpty() ? lastOf(path) : field.toString();
  }

  private static String lastOf(Path path) {
    String last = "";
    for (Path.Node node : path) {
      last = node.toString();
    }
    return last;
  }
}
