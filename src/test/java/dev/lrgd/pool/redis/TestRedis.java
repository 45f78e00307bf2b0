package dev.lrgd.pool.redis;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisClientType;
import io.vertx.redis.client.RedisOptions;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.stream.IntStream;
import redis.embedded.RedisServer;
import redis.embedded.core.RedisServerBuilder;

/**
 * Real Redis servers on loopback, from the binary in the test classpath, and clients of theirs. One
 * server is shared by the tests of a JVM; who needs one of his own starts it. {@code
 * -Dlrgd.test.redis=/usr/bin/valkey-server} runs the tests with another one.
 */
public final class TestRedis implements AutoCloseable {

  /** One event loop for all clients of the tests. */
  static final Vertx VERTX = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));

  private static TestRedis shared;

  private final int port;
  private final List<String> settings;
  private RedisServer server;
  private long pid;

  private TestRedis(int port, List<String> settings) {
    this.port = port;
    this.settings = settings;
  }

  /** The shared server, with nothing in it. */
  public static synchronized TestRedis empty() {
    if (shared == null) {
      shared = start();
    }
    shared.call("FLUSHALL");
    return shared;
  }

  /** A server of the caller's own; settings as lines of {@code redis.conf}. */
  public static TestRedis start(String... settings) {
    TestRedis redis = new TestRedis(freePort(), List.of(settings));
    redis.startAgain();
    return redis;
  }

  /** Starts the server that was stopped, on the same port and files. */
  public void startAgain() {
    try {
      RedisServerBuilder builder = RedisServer.newRedisServer().port(port).bind("127.0.0.1");
      String another = System.getProperty("lrgd.test.redis");
      if (another != null) {
        builder.executableProvider(() -> new File(another));
      }
      // Nothing of one test is left to another one, unless it says where.
      builder.setting("save \"\"");
      settings.forEach(builder::setting);
      server = builder.build();
      server.start();
      pid =
          Long.parseLong(
              call("INFO", "server").toString().replaceAll("(?s).*process_id:(\\d+).*", "$1"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Runtime.getRuntime().addShutdownHook(new Thread(this::close));
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends the server as a power cut does, and waits until it is gone. */
  public void kill() throws IOException, InterruptedException {
    signal("KILL");
    close();
  }

  /** Sends the server's process a signal. */
  void signal(String name) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start().waitFor();
  }

  public int port() {
    return port;
  }

  public String url() {
    return "redis://127.0.0.1:" + port;
  }

  /** Asks the server something, past every client under test. */
  public Object call(String... command) {
    try (RedisConnection connection = connection()) {
      return connection.call(command);
    }
  }

  /** A plain connection to look at the server with. */
  RedisConnection connection() {
    return new RedisConnection(port);
  }

  /** A client, as Quarkus makes one. */
  Redis client() {
    return client(List.of(this));
  }

  /** A client of a server that another process started. */
  static Redis client(String url) {
    return Redis.createClient(VERTX, new RedisOptions().setConnectionString(url));
  }

  static Redis client(List<TestRedis> nodes) {
    RedisOptions options =
        new RedisOptions()
            .setType(nodes.size() == 1 ? RedisClientType.STANDALONE : RedisClientType.CLUSTER);
    nodes.forEach(node -> options.addConnectionString(node.url()));
    return Redis.createClient(VERTX, options);
  }

  private static int freePort() {
    // A cluster's bus listens ten thousand higher.
    return IntStream.range(0, 100)
        .map(i -> anyFreePort())
        .filter(port -> port < 55_000)
        .findFirst()
        .orElseThrow();
  }

  private static int anyFreePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
