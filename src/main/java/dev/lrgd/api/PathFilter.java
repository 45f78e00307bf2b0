package dev.lrgd.api;

import io.vertx.core.http.HttpServerRequest;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Refuses paths that would name somebody else than they seem to: whose percent-encoding is not
 * UTF-8, for which replacements would stand, and those with a semicolon or an empty segment, which
 * REST resources pass over.
 */
class PathFilter {
  private static final int HEX = 16;

  @ServerRequestFilter(preMatching = true)
  void check(HttpServerRequest request) {
    String path = request.path();
    if (path.indexOf('%') >= 0 && !isUtf8(path)) {
      throw ProblemException.badRequest("The path is not UTF-8, percent-encoded.");
    }
    if (path.indexOf(';') >= 0 || path.contains("//") || endsInAUser(path)) {
      throw ProblemException.badRequest(
          "In an id, a semicolon is to be sent as %3B and a slash as %2F.");
    }
  }

  /** And a slash, without which the id is that of another user. */
  private static boolean endsInAUser(String path) {
    return path.endsWith("/") && path.contains("/users/");
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
