package dev.lrgd.function;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.quarkus.netty.runtime.virtual.VirtualChannel;
import io.quarkus.netty.runtime.virtual.VirtualClientConnection;
import io.quarkus.netty.runtime.virtual.VirtualResponseHandler;
import io.quarkus.vertx.http.runtime.QuarkusHttpHeaders;
import io.quarkus.vertx.http.runtime.VertxHttpRecorder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One request through Quarkus' virtual HTTP server, in process and without a socket. Every event
 * gets a connection of its own, so that a request that failed or timed out leaves nothing behind
 * for the next one.
 */
final class VirtualExchange implements VirtualResponseHandler {

  private final CompletableFuture<HttpResult> result = new CompletableFuture<>();
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();
  private volatile VirtualChannel channel;
  private HttpResponse head;

  private VirtualExchange() {}

  /**
   * @throws TimeoutException when the resources have not answered within {@code budget}
   * @throws ProtocolException when the event's parts make no HTTP request
   * @throws IOException when the connection was closed without an answer
   */
  static HttpResult exchange(HttpEvent event, Invocation invocation, Duration budget)
      throws IOException, InterruptedException, TimeoutException {
    if (budget.isNegative() || budget.isZero()) {
      // Nothing is begun that cannot be waited for: its caller would not learn what it changed.
      throw new TimeoutException("no time left");
    }
    byte[] content = event.bodyBytes();
    HttpRequest request = request(event, invocation, content.length);
    VirtualExchange exchange = new VirtualExchange();
    VirtualClientConnection<?> connection =
        VirtualClientConnection.connect(
            exchange, VertxHttpRecorder.VIRTUAL_HTTP, clientAddress(event));
    exchange.channel = connection.peer();
    CompletableFuture<Void> sent =
        send(connection, request, new DefaultLastHttpContent(Unpooled.wrappedBuffer(content)));
    try {
      return exchange.result.get(budget.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new IOException("the request was not answered", e.getCause());
    } finally {
      // A channel that is still being registered cannot be closed.
      sent.thenRun(connection::close);
    }
  }

  /**
   * Sends from the channel's own event loop. Sent from another thread, a message can arrive just
   * between the channel's finding its queue empty and its noting that it wants to be woken: then
   * nobody wakes it, and the invocation hangs until its deadline.
   */
  private static CompletableFuture<Void> send(
      VirtualClientConnection<?> connection, HttpRequest request, LastHttpContent content) {
    CompletableFuture<Void> sent = new CompletableFuture<>();
    ChannelInboundHandlerAdapter sender =
        new ChannelInboundHandlerAdapter() {
          @Override
          public void handlerAdded(ChannelHandlerContext context) {
            // Not before the channel's registration, during which this is called, is complete.
            context
                .executor()
                .execute(
                    () -> {
                      connection.sendMessage(request);
                      connection.sendMessage(content);
                      sent.complete(null);
                    });
          }
        };
    connection.peer().pipeline().addLast(sender);
    return sent;
  }

  private static HttpRequest request(HttpEvent event, Invocation invocation, int contentLength)
      throws ProtocolException {
    try {
      return assembled(event, invocation, contentLength);
    } catch (IllegalArgumentException e) {
      // Its message quotes the request, which may name a person: it goes no further.
      throw new ProtocolException();
    }
  }

  private static HttpRequest assembled(HttpEvent event, Invocation invocation, int contentLength) {
    QuarkusHttpHeaders headers = new QuarkusHttpHeaders();
    headers.setContextObject(Invocation.class, invocation);
    event
        .headers()
        .forEach(
            (name, value) -> {
              if (value != null) {
                headers.set(name, value);
              }
            });
    if (!event.cookies().isEmpty()) {
      headers.set(HttpHeaderNames.COOKIE, String.join("; ", event.cookies()));
    }
    if (!headers.contains(HttpHeaderNames.HOST)) {
      headers.set(HttpHeaderNames.HOST, "localhost");
    }
    // The body is handed over whole, whatever its framing was on the way to API Gateway.
    headers.remove(HttpHeaderNames.TRANSFER_ENCODING);
    headers.remove(HttpHeaderNames.EXPECT);
    // These are about the caller's connection. To close this one would outrun the answer.
    headers.remove(HttpHeaderNames.CONNECTION);
    headers.remove(HttpHeaderNames.UPGRADE);
    headers.set(HttpHeaderNames.CONTENT_LENGTH, Integer.toString(contentLength));
    HttpMethod method = HttpMethod.valueOf(event.requestContext().http().method());
    return new DefaultHttpRequest(HttpVersion.HTTP_1_1, method, event.target(), headers);
  }

  private static InetSocketAddress clientAddress(HttpEvent event) {
    String source = event.requestContext().http().sourceIp();
    return source == null ? null : InetSocketAddress.createUnresolved(source, 443);
  }

  @Override
  public void handleMessage(Object message) {
    try {
      if (message instanceof HttpResponse response) {
        head = response;
      }
      if (message instanceof HttpContent content) {
        content.content().readBytes(body, content.content().readableBytes());
      }
      if (message instanceof LastHttpContent) {
        HttpResult answer = HttpResult.of(head.status().code(), head.headers(), body.toByteArray());
        // Behind what the server still does for this answer, ending its trace for instance.
        channel.eventLoop().execute(() -> result.complete(answer));
      }
    } catch (IOException | RuntimeException e) {
      result.completeExceptionally(e);
    } finally {
      ReferenceCountUtil.release(message);
    }
  }

  @Override
  public void close() {
    result.completeExceptionally(new IOException("connection closed"));
  }
}
