package dev.lrgd.api;

import io.quarkus.vertx.http.runtime.QuarkusHttpHeaders;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Context;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Ends an exchange whose answer was ready before the request had been read. A caller who writes all
 * of a body before reading would otherwise wait for ever: nobody reads on, so it never comes to
 * learn why it is refused. The rest is read and thrown away, within bounds, and the connection is
 * closed.
 */
@Singleton
class UnreadBody {

  /** Before everything else that could answer. */
  private static final int FIRST = Integer.MAX_VALUE;

  @Inject ApiConfig config;

  void register(@Observes Filters filters) {
    filters.register(this::watch, FIRST);
  }

  private void watch(RoutingContext routing) {
    HttpServerRequest request = routing.request();
    if (hasBodyOnASocket(request)) {
      Context eventLoop = routing.vertx().getOrCreateContext();
      AtomicBoolean unread = new AtomicBoolean();
      routing.addHeadersEndHandler(
          written -> {
            if (isUnread(request)) {
              unread.set(true);
              routing.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
            }
          });
      routing.addEndHandler(
          ended -> {
            if (unread.get()) {
              eventLoop.runOnContext(then -> discard(request, eventLoop));
            }
          });
    }
    routing.next();
  }

  /** An event of the function comes whole, and a stream of HTTP/2 holds up no other. */
  private static boolean hasBodyOnASocket(HttpServerRequest request) {
    return request.version() != HttpVersion.HTTP_2
        && !(request.headers() instanceof QuarkusHttpHeaders)
        && (request.headers().contains(HttpHeaders.TRANSFER_ENCODING) || length(request) > 0);
  }

  private static boolean isUnread(HttpServerRequest request) {
    long length = length(request);
    return !request.isEnded() && (length < 0 || request.bytesRead() < length);
  }

  /** Of a request that got this far the server has read the length itself. */
  private static long length(HttpServerRequest request) {
    String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    return length == null ? -1 : Long.parseLong(length);
  }

  private void discard(HttpServerRequest request, Context eventLoop) {
    if (request.isEnded()) {
      request.connection().close();
      return;
    }
    long bound = request.bytesRead() + config.maxDiscarded().asLongValue();
    long timer =
        eventLoop
            .owner()
            .setTimer(config.discardTime().toMillis(), late -> request.connection().close());
    request.exceptionHandler(gone -> eventLoop.owner().cancelTimer(timer));
    request.endHandler(
        complete -> {
          eventLoop.owner().cancelTimer(timer);
          request.connection().close();
        });
    request.handler(
        chunk -> {
          if (request.bytesRead() > bound) {
            eventLoop.owner().cancelTimer(timer);
            request.connection().close();
          }
        });
    request.resume();
  }
}
