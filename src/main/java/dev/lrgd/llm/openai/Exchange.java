package dev.lrgd.llm.openai;

import io.vertx.core.http.HttpClientRequest;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import org.jboss.resteasy.reactive.client.impl.RestClientRequestContext;

/**
 * The HTTP exchange of one call, which any thread can end: its connection is closed then, whatever
 * the endpoint is still sending. The client itself would go on reading for nobody, and an endpoint
 * that never ends its answer would keep a connection of the pool for good.
 */
final class Exchange {
  private static final ThreadLocal<Exchange> CURRENT = new ThreadLocal<>();

  private final boolean hasRequest;
  private RestClientRequestContext context;
  private boolean connected;
  private boolean ended;

  private Exchange(boolean hasRequest) {
    this.hasRequest = hasRequest;
  }

  static Exchange ofRequest() {
    return new Exchange(true);
  }

  /** Only connects: its call fails once it has. */
  static Exchange ofNothing() {
    return new Exchange(false);
  }

  /**
   * Makes a call whose request, sent from this thread, is this exchange's.
   *
   * @throws CancellationException when it has ended before
   */
  <T> T during(Supplier<T> call) {
    refuseIfEnded();
    CURRENT.set(this);
    try {
      return call.get();
    } finally {
      CURRENT.remove();
    }
  }

  /** Null on a thread that makes no call. */
  static Exchange current() {
    return CURRENT.get();
  }

  synchronized void began(RestClientRequestContext context) {
    refuseIfEnded();
    this.context = context;
  }

  /**
   * Once there is a connection: whether the request is to be sent. Where nobody waits any more, the
   * connection is left to the next call.
   */
  synchronized boolean isWanted() {
    // Vert.x would log every reset that nobody handles; the call reports what went wrong itself.
    HttpClientRequest request = context.getHttpClientRequest().exceptionHandler(reset -> {});
    connected = true;
    boolean wanted = hasRequest && !ended;
    if (!wanted) {
      request.reset();
    }
    return wanted;
  }

  synchronized boolean isConnected() {
    return connected;
  }

  /**
   * For an exchange that is not over: one whose answer was just read to its end may close the
   * connection under the next one.
   */
  synchronized void end() {
    ended = true;
    if (context != null) {
      HttpClientRequest request = context.getHttpClientRequest();
      // Without a connection yet there is nothing to close: isWanted will be asked.
      if (request != null) {
        request.reset();
      }
      context.getResult().completeExceptionally(new CancellationException());
    }
  }

  private synchronized void refuseIfEnded() {
    if (ended) {
      throw new CancellationException();
    }
  }
}
