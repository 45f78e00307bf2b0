package dev.lrgd.function;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands for an OpenTelemetry collector: keeps what is sent to it over OTLP and looks at nothing.
 */
final class FakeCollector implements AutoCloseable {
  private final HttpServer server;
  private final AtomicInteger received = new AtomicInteger();
  private final ByteArrayOutputStream bodies = new ByteArrayOutputStream();

  FakeCollector() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/v1/traces",
        exchange -> {
          bodies.writeBytes(exchange.getRequestBody().readAllBytes());
          received.incrementAndGet();
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.start();
  }

  /** What sends a function's spans here. */
  Map<String, String> environment() {
    return Map.of(
        "QUARKUS_OTEL_SDK_DISABLED",
        "false",
        "QUARKUS_OTEL_EXPORTER_OTLP_PROTOCOL",
        "http/protobuf",
        "QUARKUS_OTEL_EXPORTER_OTLP_ENDPOINT",
        "http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** How many times something came. */
  int received() {
    return received.get();
  }

  /** All of it; texts stand in it as they are. */
  String text() {
    return bodies.toString(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
