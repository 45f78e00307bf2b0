package dev.lrgd.pool.redis;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * One blocking connection to Redis, apart from the client under test: what it reads are texts,
 * {@code Long}s, lists and null; an error is thrown.
 */
final class RedisConnection implements AutoCloseable {

  private final Socket socket;
  private final InputStream in;

  RedisConnection(int port) {
    try {
      socket = new Socket(InetAddress.getLoopbackAddress(), port);
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(10_000);
      in = new BufferedInputStream(socket.getInputStream());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Object call(String... command) {
    send(command);
    return read();
  }

  void send(String... command) {
    ByteArrayOutputStream request = new ByteArrayOutputStream();
    request.writeBytes(("*" + command.length + "\r\n").getBytes(StandardCharsets.UTF_8));
    for (String word : command) {
      byte[] bytes = word.getBytes(StandardCharsets.ISO_8859_1);
      request.writeBytes(("$" + bytes.length + "\r\n").getBytes(StandardCharsets.UTF_8));
      request.writeBytes(bytes);
      request.writeBytes(new byte[] {'\r', '\n'});
    }
    try {
      socket.getOutputStream().write(request.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Object read() {
    try {
      String line = line();
      String rest = line.substring(1);
      return switch (line.charAt(0)) {
        case '+' -> rest;
        case '-' -> throw new IllegalStateException(rest);
        case ':' -> Long.valueOf(rest);
        case '$' -> bulk(Integer.parseInt(rest));
        case '*' -> array(Integer.parseInt(rest));
        default -> throw new IllegalStateException(line);
      };
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String bulk(int length) throws IOException {
    if (length < 0) {
      return null;
    }
    byte[] bytes = in.readNBytes(length);
    in.skipNBytes(2);
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  private List<Object> array(int length) {
    List<Object> array = new ArrayList<>();
    for (int i = 0; i < length; i++) {
      array.add(read());
    }
    return array;
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\r'; c = in.read()) {
      if (c < 0) {
        throw new IOException("the connection was closed");
      }
      line.append((char) c);
    }
    in.skipNBytes(1);
    return line.toString();
  }
}
