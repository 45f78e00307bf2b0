package dev.lrgd.pool.redis;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A Lua script that Redis runs as one step, called by its SHA-1.
 *
 * @param repeatable whether a call whose answer got lost may be made again: it changes nothing the
 *     second time
 */
public record Script(String source, String sha1, boolean repeatable) {

  /**
   * @param names of the files it is made of, those with functions first
   */
  public static Script repeatable(Class<?> beside, String... names) {
    return read(beside, names, true);
  }

  /** The same for one that is not. */
  public static Script once(Class<?> beside, String... names) {
    return read(beside, names, false);
  }

  private static Script read(Class<?> beside, String[] names, boolean repeatable) {
    StringBuilder source = new StringBuilder();
    for (String name : names) {
      source.append(text(beside, name));
    }
    byte[] bytes = source.toString().getBytes(StandardCharsets.UTF_8);
    return new Script(source.toString(), sha1(bytes), repeatable);
  }

  private static String text(Class<?> beside, String name) {
    try (InputStream in = beside.getResourceAsStream(name + ".lua")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(name, e);
    }
  }

  static String sha1(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-1", e);
    }
  }
}
