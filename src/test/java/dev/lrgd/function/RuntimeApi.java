package dev.lrgd.function;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The Lambda runtime interface on a loopback port, as the documentation of custom runtimes states
 * it: {@code next}, {@code response}, {@code error} and {@code init/error} below {@code
 * /2018-06-01/runtime}, with request ids, deadlines and the limit of 6 MiB for an answer.
 *
 * <p>Sockets have TCP_NODELAY, and head and body leave in one write: otherwise delayed
 * acknowledgements add 40 ms to every invocation and measure themselves.
 */
final class RuntimeApi implements AutoCloseable {

  static final int MAX_ANSWER_BYTES = 6 * 1024 * 1024;
  private static final String ROOT = "/2018-06-01/runtime/";

  private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final BlockingQueue<Invocation> queue = new LinkedBlockingQueue<>();
  private final Map<String, Invocation> running = new ConcurrentHashMap<>();
  private final CompletableFuture<Long> firstNext = new CompletableFuture<>();
  private final CompletableFuture<String> initError = new CompletableFuture<>();
  private final AtomicInteger throttled = new AtomicInteger();

  RuntimeApi() throws IOException {
    daemon("runtime-api", this::accept);
  }

  /** What the function did with an event. */
  enum Kind {
    RESPONSE,
    ERROR,
    /** Neither before the deadline: Lambda would have ended the function here. */
    TIMEOUT
  }

  /**
   * @param nanos from handing out the event to receiving the last byte of the answer
   */
  record Answer(Kind kind, String body, long nanos) {}

  String address() {
    return server.getInetAddress().getHostAddress() + ':' + server.getLocalPort();
  }

  /** Waits for the function to ask for its first event; {@link System#nanoTime} of that moment. */
  long awaitFirstNext(Duration patience) throws InterruptedException, TimeoutException {
    try {
      return firstNext.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Waits for the function to say that it cannot start. */
  String awaitInitError(Duration patience)
      throws InterruptedException, TimeoutException, ExecutionException {
    return initError.get(patience.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** The next {@code times} requests for an event are turned away with status 429. */
  void throttle(int times) {
    throttled.set(times);
  }

  Answer invoke(String event, Duration timeLeft) throws InterruptedException {
    Invocation invocation =
        new Invocation(
            UUID.randomUUID().toString(),
            event.getBytes(StandardCharsets.UTF_8),
            System.currentTimeMillis() + timeLeft.toMillis());
    running.put(invocation.id, invocation);
    queue.add(invocation);
    try {
      return invocation.answer.get(timeLeft.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      return new Answer(Kind.TIMEOUT, "", timeLeft.toNanos());
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } finally {
      running.remove(invocation.id);
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        socket.setTcpNoDelay(true);
        daemon("runtime-api-connection", () -> serve(socket));
      } catch (SocketException e) {
        return;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private void serve(Socket socket) {
    try (socket;
        InputStream in = new BufferedInputStream(socket.getInputStream());
        OutputStream out = socket.getOutputStream()) {
      while (handle(in, out)) {
        // the connection is kept
      }
    } catch (IOException e) {
      // The function went away, as functions do.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean handle(InputStream in, OutputStream out)
      throws IOException, InterruptedException {
    String requestLine = line(in);
    if (requestLine == null) {
      return false;
    }
    String[] request = requestLine.split(" ");
    Map<String, String> headers = headers(in);
    if ("100-continue".equalsIgnoreCase(headers.get("expect"))) {
      out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    }
    byte[] body = body(in, headers);
    long now = System.nanoTime();
    String path = request[1].startsWith(ROOT) ? request[1].substring(ROOT.length()) : "";
    if (path.equals("invocation/next")) {
      next(out, now);
    } else if (path.equals("init/error")) {
      initError.complete(new String(body, StandardCharsets.UTF_8));
      send(out, "202 Accepted", "", new byte[0]);
    } else {
      send(out, answered(path, body, now), "", new byte[0]);
    }
    return true;
  }

  private void next(OutputStream out, long now) throws IOException, InterruptedException {
    firstNext.complete(now);
    if (throttled.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
      send(out, "429 Too Many Requests", "", new byte[0]);
      return;
    }
    Invocation invocation = queue.take();
    String headers =
        """
        Lambda-Runtime-Aws-Request-Id: %s
        Lambda-Runtime-Deadline-Ms: %d
        Lambda-Runtime-Invoked-Function-Arn: arn:aws:lambda:eu-central-1:000000000000:function:test
        Lambda-Runtime-Trace-Id: Root=1-5bef4de7-ad49b0e87f6ef6c87fc2e700;Parent=9a9197af755a6419;\
        Sampled=1
        """
            .formatted(invocation.id, invocation.deadlineMillis)
            .replace("\n", "\r\n");
    invocation.startNanos = System.nanoTime();
    send(out, "200 OK", headers, invocation.event);
  }

  /** The status line for an answer to the invocation that {@code path} names. */
  private String answered(String path, byte[] body, long now) {
    String[] parts = path.split("/");
    Invocation invocation = parts.length == 3 ? running.get(parts[1]) : null;
    if (invocation == null) {
      return "400 Bad Request";
    }
    if (body.length > MAX_ANSWER_BYTES) {
      return "413 Content Too Large";
    }
    Kind kind = parts[2].equals("response") ? Kind.RESPONSE : Kind.ERROR;
    String text = new String(body, StandardCharsets.UTF_8);
    invocation.answer.complete(new Answer(kind, text, now - invocation.startNanos));
    return "202 Accepted";
  }

  private static void send(OutputStream out, String status, String headers, byte[] body)
      throws IOException {
    ByteArrayOutputStream message = new ByteArrayOutputStream(body.length + 512);
    String head =
        "HTTP/1.1 %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\n%s\r\n"
            .formatted(status, body.length, headers);
    message.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
    message.writeBytes(body);
    out.write(message.toByteArray());
  }

  private static Map<String, String> headers(InputStream in) throws IOException {
    Map<String, String> headers = new TreeMap<>();
    for (String line = line(in); line != null && !line.isEmpty(); line = line(in)) {
      int colon = line.indexOf(':');
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    return headers;
  }

  private static byte[] body(InputStream in, Map<String, String> headers) throws IOException {
    if (!"chunked".equalsIgnoreCase(headers.get("transfer-encoding"))) {
      return exactly(in, Integer.parseInt(headers.getOrDefault("content-length", "0")));
    }
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (int size = chunkSize(in); size > 0; size = chunkSize(in)) {
      body.writeBytes(exactly(in, size));
      line(in);
    }
    line(in);
    return body.toByteArray();
  }

  private static int chunkSize(InputStream in) throws IOException {
    return Integer.parseInt(line(in).split(";", 2)[0].strip(), 16);
  }

  private static byte[] exactly(InputStream in, int length) throws IOException {
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException();
    }
    return bytes;
  }

  /** Null where the connection ended. */
  private static String line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        return null;
      }
      if (b != '\r') {
        line.write(b);
      }
    }
    return line.toString(StandardCharsets.ISO_8859_1);
  }

  private static void daemon(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
  }

  private static final class Invocation {
    private final String id;
    private final byte[] event;
    private final long deadlineMillis;
    private final CompletableFuture<Answer> answer = new CompletableFuture<>();
    private volatile long startNanos;

    private Invocation(String id, byte[] event, long deadlineMillis) {
      this.id = id;
      this.event = event;
      this.deadlineMillis = deadlineMillis;
    }
  }
}
