package dev.lrgd.pool;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A short name for a row of texts: the same texts always have the same one. */
public final class Fingerprint {

  /** 96 bits: among a thousand million of them two are equal with a chance of 1 in 10^11. */
  private static final int BYTES = 12;

  private Fingerprint() {}

  /**
   * The first 96 bits of the SHA-256 of the texts, each ended by a line feed, as 24 hexadecimal
   * digits. Texts that hold no line feed never run into each other.
   */
  public static String of(Iterable<String> texts) {
    MessageDigest digest = sha256();
    for (String text : texts) {
      digest.update(text.getBytes(StandardCharsets.UTF_8));
      digest.update((byte) '\n');
    }
    return HexFormat.of().formatHex(digest.digest(), 0, BYTES);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
