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
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.core.Response.StatusType;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Turns whatever a resource throws, and whatever finds no resource, into problem details. */
@Singleton
public class ProblemMappers {

  private static final Logger LOG = Logger.getLogger(ProblemMappers.class);

  @Inject ObjectMapper mapper;
  @Inject AllowedMethods allowed;

  @ServerExceptionMapper
  Response problem(ProblemException e) {
    return response(of(e)).build();
  }

  @ServerExceptionMapper
  Response refusal(StoreRefusal e) {
    Response.ResponseBuilder response = response(of(e));
    if (e instanceof StoreRefusal.Unavailable unavailable) {
      response.header(HttpHeaders.RETRY_AFTER, Math.max(1, unavailable.retryAfter().toSeconds()));
    }
    return response.build();
  }

  @ServerExceptionMapper
  Response nothingToAdapt(NothingToAdapt e) {
    return response(Problem.of(UnprocessableContent.STATUS, e.getMessage(), List.of())).build();
  }

  @ServerExceptionMapper
  Response impossible(ImpossibleRequest e) {
    return response(of(e, "")).build();
  }

  @ServerExceptionMapper
  Response violations(ResteasyReactiveViolationException e) {
    return isOurFault(e) ? fault(e) : response(of((ConstraintViolationException) e, "")).build();
  }

  // The framework has a mapper of its own for this one, which a more general one does not replace.
  @ServerExceptionMapper
  Response mismatched(MismatchedInputException e) {
    return malformed(e);
  }

  @ServerExceptionMapper
  Response malformed(JsonProcessingException e) {
    return response(of(e, "")).build();
  }

  @ServerExceptionMapper
  Response http(WebApplicationException e, UriInfo uri) {
    if (e.getCause() instanceof JsonProcessingException json) {
      return malformed(json);
    }
    if (e.getCause() instanceof ProblemException problem) {
      return problem(problem);
    }
    StatusType status = e.getResponse().getStatusInfo();
    Response.ResponseBuilder response =
        response(Problem.of(status, HttpFault.describe(status), List.of()));
    if (e instanceof NotAllowedException) {
      response.header(
          HttpHeaders.ALLOW, String.join(", ", allowed.at(uri.getRequestUri().getRawPath())));
    }
    return response.build();
  }

  /**
   * Nothing here reads or writes but the exchange itself: its caller has gone, or sent chunks that
   * are none.
   */
  @ServerExceptionMapper
  Response unreadable(IOException e) {
    LOG.debugf("a request ended before its body did: %s", e.toString());
    Status status = Status.BAD_REQUEST;
    return response(Problem.of(status, "The body cannot be read to its end.", List.of())).build();
  }

  @ServerExceptionMapper
  Response fault(Throwable e) {
    return response(ofFault(e)).build();
  }

  /**
   * The problem of one request among many.
   *
   * @param place of the request in the body
   */
  Problem of(Exception e, String place) {
    if (e instanceof ConstraintViolationException broken && !isOurFault(broken)) {
      return of(broken, place);
    }
    if (e instanceof JsonProcessingException json) {
      return of(json, place);
    }
    if (e instanceof ImpossibleRequest impossible) {
      return of(impossible, place);
    }
    if (e instanceof StoreRefusal refusal) {
      return of(refusal);
    }
    return e instanceof ProblemException problem ? of(problem) : ofFault(e);
  }

  private static Problem of(ProblemException e) {
    return Problem.of(e.status(), e.getMessage(), e.violations());
  }

  private static Problem of(StoreRefusal e) {
    if (e instanceof StoreRefusal.Unavailable) {
      LOG.warn("the store is unavailable", e);
    }
    return Problem.of(statusOf(e), e.getMessage(), List.of());
  }

  private static Problem of(ImpossibleRequest e, String place) {
    String field = within(place, e.field());
    return Problem.of(
        UnprocessableContent.STATUS,
        "'" + field + "': " + e.getMessage() + ".",
        List.of(new Problem.Violation(field, e.getMessage())));
  }

  private Problem of(JsonProcessingException e, String place) {
    JsonFault fault = JsonFault.of(e, place, mapper);
    return Problem.of(Status.BAD_REQUEST, fault.detail(), fault.violations());
  }

  private static Problem of(ConstraintViolationException e, String place) {
    List<Problem.Violation> violations =
        e.getConstraintViolations().stream()
            .map(v -> new Problem.Violation(within(place, field(v)), v.getMessage()))
            .distinct()
            .sorted(
                Comparator.comparing(Problem.Violation::field)
                    .thenComparing(Problem.Violation::message))
            .toList();
    Problem.Violation first = violations.get(0);
    String more = violations.size() == 1 ? "" : " (and " + (violations.size() - 1) + " more)";
    String detail = "'" + first.field() + "' " + first.message() + more + ".";
    return Problem.of(Status.BAD_REQUEST, detail, violations);
  }

  private static Problem ofFault(Throwable e) {
    LOG.error("a request failed", e);
    Status status = Status.INTERNAL_SERVER_ERROR;
    return Problem.of(status, HttpFault.describe(status), List.of());
  }

  private Response.ResponseBuilder response(Problem problem) {
    return Response.status(problem.status()).type(Problem.MEDIA_TYPE).entity(json(problem));
  }

  /** As text, because a caller who accepts no JSON at all is told about his error all the same. */
  String json(Problem problem) {
    try {
      return mapper.writeValueAsString(problem);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a problem is plain text and numbers", e);
    }
  }

  private static StatusType statusOf(StoreRefusal refusal) {
    if (refusal instanceof StoreRefusal.Unavailable) {
      return Status.SERVICE_UNAVAILABLE;
    }
    if (refusal instanceof StoreRefusal.Conflict) {
      return Status.CONFLICT;
    }
    return refusal instanceof StoreRefusal.QuotaExceeded
        ? Status.TOO_MANY_REQUESTS
        : Status.NOT_FOUND;
  }

  /** What a method returns is not what the caller sent. */
  private static boolean isOurFault(ConstraintViolationException e) {
    return e.getConstraintViolations().stream()
        .flatMap(violation -> nodes(violation.getPropertyPath()))
        .anyMatch(node -> node.getKind() == ElementKind.RETURN_VALUE);
  }

  /**
   * The path less the method and, for a body, its parameter: {@code history[3].title}. The element
   * of a list is named by the list and its place in it.
   */
  private static String field(ConstraintViolation<?> violation) {
    List<String> names =
        nodes(violation.getPropertyPath())
            .filter(node -> node.getKind() != ElementKind.CONTAINER_ELEMENT)
            .map(Path.Node::toString)
            .toList();
    return String.join(".", names.subList(Math.min(2, names.size() - 1), names.size()));
  }

  private static java.util.stream.Stream<Path.Node> nodes(Path path) {
    return StreamSupport.stream(path.spliterator(), false);
  }

  private static String within(String place, String field) {
    return place.isEmpty() ? field : place + "." + field;
  }
}
