package dev.lrgd.api;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Refuses a Content-Type that is none before resources are matched by it. */
class ContentTypeFilter {

  @ServerRequestFilter(preMatching = true)
  void check(ContainerRequestContext request) {
    String type = request.getHeaderString(HttpHeaders.CONTENT_TYPE);
    try {
      if (type != null) {
        MediaType.valueOf(type);
      }
    } catch (IllegalArgumentException e) {
      throw ProblemException.unsupported("The Content-Type is not a media type.");
    }
  }
}
