package dev.lrgd.api;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.core.Response.Status.Family;
import java.util.List;
import org.jboss.logging.Logger;

/** Answers problem details where the router refuses a request, as one without a host. */
@Singleton
class RouterProblems {

  private static final Logger LOG = Logger.getLogger(RouterProblems.class);

  @Inject ProblemMappers problems;

  void register(@Observes Router router) {
    router.route().order(Integer.MIN_VALUE).failureHandler(this::answer);
  }

  private void answer(RoutingContext routing) {
    if (routing.response().closed()) {
      LOG.debugf("nobody is left to tell about %s", String.valueOf(routing.failure()));
      return;
    }
    Status status = Status.fromStatusCode(routing.statusCode());
    if (status == null || status.getFamily() == Family.SERVER_ERROR) {
      LOG.error("a request failed outside the resources", routing.failure());
      status = Status.INTERNAL_SERVER_ERROR;
    }
    if (routing.response().headWritten()) {
      // Half an answer is told apart from a whole one by nothing else.
      routing.request().connection().close();
      return;
    }
    routing
        .response()
        .setStatusCode(status.getStatusCode())
        .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
        .end(problems.json(Problem.of(status, HttpFault.describe(status), List.of())));
  }
}
