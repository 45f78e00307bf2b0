package dev.lrgd.function;

import dev.lrgd.api.BatchAnswer;
import dev.lrgd.api.Caller;
import dev.lrgd.recommend.RecommendationAnswer;
import io.quarkus.vertx.http.runtime.QuarkusHttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerResponseContext;
import java.util.Objects;
import java.util.stream.Stream;
import org.jboss.logging.MDC;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/**
 * Tells the resources on whose behalf they work, the log which invocation it is, and the metrics
 * what came out.
 */
public class InvocationFilter {

  @Inject Caller caller;
  @Inject Metrics metrics;

  @ServerRequestFilter(preMatching = true)
  void filter(HttpServerRequest request) {
    if (request.headers() instanceof QuarkusHttpHeaders headers) {
      Invocation invocation = headers.getContextObject(Invocation.class);
      caller.is(invocation.tenant(), invocation.deadline());
      MDC.put(InvocationLog.REQUEST_ID, invocation.requestId());
    }
  }

  @ServerResponseFilter
  void measure(HttpServerRequest request, ContainerResponseContext response) {
    if (request.headers() instanceof QuarkusHttpHeaders headers) {
      String requestId = headers.getContextObject(Invocation.class).requestId();
      answers(response.getEntity()).forEach(answer -> metrics.write(requestId, answer));
    }
  }

  private static Stream<RecommendationAnswer> answers(Object entity) {
    if (entity instanceof RecommendationAnswer answer) {
      return Stream.of(answer);
    }
    return entity instanceof BatchAnswer batch
        ? batch.answers().stream().map(BatchAnswer.Answer::recommendation).filter(Objects::nonNull)
        : Stream.empty();
  }
}
