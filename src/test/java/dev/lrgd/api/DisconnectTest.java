package dev.lrgd.api;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Callers who go away, or send something else than they said: nothing to wake anybody for. */
@QuarkusTest
class DisconnectTest {

  private static final Logger LOG = Logger.getLogger("dev.lrgd.api");

  private static final int[] PAUSES = {300, 1000, 3000, 9000};

  @TestHTTPResource URI root;

  private final BlockingQueue<LogRecord> records = new LinkedBlockingQueue<>();
  private final Handler recorder =
      new Handler() {
        @Override
        public void publish(LogRecord record) {
          records.add(record);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  @BeforeEach
  void record() {
    // The first request of all takes its time; the ones below are to be at work when they are left.
    Service service = new Service(root);
    String pool = Service.newPool();
    service.fill(pool, 1);
    service.post("/v1/pools/" + pool + "/recommendations", "{\"candidates\":[\"a\"]}");
    LOG.setLevel(Level.FINE);
    LOG.addHandler(recorder);
  }

  @AfterEach
  void stop() {
    LOG.removeHandler(recorder);
    LOG.setLevel(null);
  }

  @ParameterizedTest
  @CsvSource({
    "PUT, items, Content-Length: 1000, '{\"id\":', ''",
    "POST, recommendations, Content-Length: 1000, '{\"history\":[', ''",
    "PUT, items, Transfer-Encoding: chunked, '2\r\n{}\r\n', ''",
    "PUT, items, Transfer-Encoding: chunked, '2\r\n{}\r\n', 'zz\r\n'",
    "POST, recommendations, Transfer-Encoding: chunked, '2\r\n{ \r\n', 'zz\r\n'",
  })
  void whoGoesAwayIsOneLineWithoutAStackTrace(
      String method, String path, String framing, String begun, String then) throws Exception {
    String type = method.equals("PUT") ? Service.NDJSON : Service.JSON;
    String head =
        "%s /v1/pools/a/%s HTTP/1.1\r\nHost: x\r\nContent-Type: %s\r\n%s\r\n\r\n"
            .formatted(method, path, type, framing);
    LogRecord record = leaveAfter(head + begun, then);
    assertNotNull(record, "nothing was logged");
    assertTrue(record.getLevel().intValue() <= Level.INFO.intValue(), record.getMessage());
    assertNull(record.getThrown());
    assertFalse(String.valueOf(record.getMessage()).contains("\n"));
    assertNull(records.poll(200, TimeUnit.MILLISECONDS), "one line is enough");
  }

  /**
   * Begins a request, goes on with it when the resource is at work on what came, and leaves. Who
   * leaves before that is not logged; nothing tells a caller when it is, so waits longer and
   * longer.
   *
   * @return what was logged, or null
   */
  private LogRecord leaveAfter(String begun, String then) throws IOException, InterruptedException {
    LogRecord record = null;
    for (int i = 0; record == null && i < PAUSES.length; i++) {
      try (Socket socket = new Socket(root.getHost(), root.getPort())) {
        socket.getOutputStream().write(begun.getBytes(US_ASCII));
        Thread.sleep(PAUSES[i]);
        socket.getOutputStream().write(then.getBytes(US_ASCII));
      }
      record = records.poll(5, TimeUnit.SECONDS);
    }
    return record;
  }
}
