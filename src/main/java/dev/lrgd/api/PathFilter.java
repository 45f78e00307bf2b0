package dev.lrgd.api;

import io.vertx.core.http.HttpServerRequest;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Refuses a path whose percent-encoding is not UTF-8: with replacements for what cannot be read it
 * would name somebody else.
 */
class PathFilter {
  private static final int HEX = 16;

  @ServerRequestFilter(preMatching = true)
  void check(HttpServerRequest request) {
    String path = request.path();
    if (path.indexOf('%') >= 0 && !isUtf8(path)) {
      throw ProblemException.badRequest("The path is not UTF-8, percent-encoded.");
    }
  }

  private static boolean isUtf8(String path) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes(path)));
      return true;
    } catch (CharacterCodingException | NumberFormatException | StringIndexOutOfBoundsException e) {
      return false;
    }
  }

  private static byte[] bytes(String path) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(path.length());
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      if (c == '%') {
        bytes.write(Integer.parseUnsignedInt(path, i + 1, i + 3, HEX));
        i += 2;
      } else {
        bytes.write(c);
      }
    }
    return bytes.toByteArray();
  }
}
