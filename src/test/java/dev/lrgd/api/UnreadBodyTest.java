package dev.lrgd.api;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Callers who write all of a body before they read a word of the answer. */
@QuarkusTest
@TestProfile(UnreadBodyTest.Bounds.class)
class UnreadBodyTest {

  private static final int MIB = 1 << 20;
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @TestHTTPResource URI root;

  public static class Bounds implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("lrgd.api.max-discarded", "24M", "lrgd.api.discard-time", "3s");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "POST, /v1/pools/a/recommendations,       application/json,     5, 413",
    "POST, /v1/pools/a/recommendations,       application/json,     9, 413",
    "POST, /v1/pools/a/recommendations:batch, application/json,     9, 413",
    "POST, /v1/pools/a/effects,               application/json,     8, 413",
    "POST, /nothing,                          application/json,    12, 404",
    "PUT,  /v1/pools/BAD/items,               application/x-ndjson, 12, 400",
    "PUT,  /v1/pools/a/items,                 application/json,    12, 400",
    "PUT,  /v1/pools/a/items,                 text/plain,          12, 415",
    "DELETE, /v1/pools/a/items,               text/plain,          12, 405",
  })
  void aRefusalIsReadByWhoWritesTheWholeBodyFirst(
      String method, String path, String type, int mebibytes, int status) {
    String answer =
        assertTimeoutPreemptively(
            PATIENCE,
            () -> exchange(head(method, path, type, (long) mebibytes * MIB), mebibytes * MIB));
    assertTrue(answer.startsWith("HTTP/1.1 " + status), answer);
    assertTrue(answer.toLowerCase(Locale.ROOT).contains("\r\nconnection: close\r\n"), answer);
    assertTrue(answer.contains("\"status\":" + status), answer);
  }

  @Test
  void aRefusalIsReadByWhoSendsChunks() {
    String head =
        "POST /v1/pools/a/recommendations HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
            + "Transfer-Encoding: chunked\r\n\r\n";
    String answer =
        assertTimeoutPreemptively(
            PATIENCE,
            () -> {
              try (Socket socket = connect()) {
                OutputStream out = socket.getOutputStream();
                out.write(head.getBytes(US_ASCII));
                byte[] chunk = ("100000\r\n" + " ".repeat(MIB) + "\r\n").getBytes(US_ASCII);
                for (int i = 0; i < 8; i++) {
                  out.write(chunk);
                }
                out.write("0\r\n\r\n".getBytes(US_ASCII));
                return new String(socket.getInputStream().readAllBytes(), UTF_8);
              }
            });
    assertTrue(answer.startsWith("HTTP/1.1 413"), answer);
  }

  @Test
  void whoNeverComesToAnEndIsCutOff() {
    assertTimeoutPreemptively(
        PATIENCE,
        () ->
            assertThrows(
                IOException.class,
                () -> exchange(head("PUT", "/v1/pools/BAD/items", "text/plain", 1L << 40), -1)));
  }

  @Test
  void whoStopsWritingIsLetGoAfterAWhile() {
    String answer =
        assertTimeoutPreemptively(
            PATIENCE,
            () -> exchange(head("PUT", "/v1/pools/BAD/items", "text/plain", 12 * MIB), MIB));
    assertTrue(answer.startsWith("HTTP/1.1 415"), answer);
  }

  @Test
  void aRequestThatWasReadKeepsItsConnection() throws IOException {
    String pool = "/v1/pools/" + Service.newPool();
    String item = "{\"id\":\"a\",\"title\":\"x\"}";
    String request =
        head("PUT", pool + "/items", "application/x-ndjson", item.length())
            + item
            + head("GET", pool, "text/plain", 0)
                .replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n");
    String answers = exchange(request, 0);
    assertFalse(
        answers.split("HTTP/1.1 ", -1)[1].toLowerCase(Locale.ROOT).contains("connection: close"));
    assertEquals(3, answers.split("HTTP/1.1 200", -1).length, answers);
  }

  private static String head(String method, String path, String type, long length) {
    return "%s %s HTTP/1.1\r\nHost: x\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n"
        .formatted(method, path, type, length);
  }

  /** Writes a head and so many bytes (without end, when negative), and only then reads. */
  private String exchange(String head, int length) throws IOException {
    try (Socket socket = connect()) {
      OutputStream out = socket.getOutputStream();
      out.write(head.getBytes(US_ASCII));
      byte[] bytes = "x".repeat(64 * 1024).getBytes(US_ASCII);
      for (int written = 0; length < 0 || written < length; written += bytes.length) {
        out.write(bytes);
        written = length < 0 ? 0 : written;
      }
      return new String(socket.getInputStream().readAllBytes(), UTF_8);
    }
  }

  private Socket connect() throws IOException {
    return new Socket(root.getHost(), root.getPort());
  }
}
