package dev.lrgd.function;

import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;

/** Speaks TLS before a Redis on loopback, whose binary in the tests knows none. */
final class TlsFront implements AutoCloseable {
  private final Vertx vertx = Vertx.vertx();
  private final NetServer server;

  TlsFront(TestAuthority authority, int port) {
    NetClient behind = vertx.createNetClient();
    server =
        vertx.createNetServer(
            new NetServerOptions().setSsl(true).setPemKeyCertOptions(authority.server()));
    server.connectHandler(
        socket -> {
          socket.pause();
          behind
              .connect(port, "127.0.0.1")
              .onSuccess(
                  redis -> {
                    redis.pipeTo(socket);
                    socket.pipeTo(redis);
                  })
              .onFailure(e -> socket.close());
        });
    server.listen(0, "localhost").toCompletionStage().toCompletableFuture().join();
  }

  String url() {
    return "rediss://localhost:" + server.actualPort();
  }

  @Override
  public void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
