package dev.lrgd.pool.redis;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.Inflater;

/**
 * One value of a stored version. Big-endian: "LRGD"; format, 2 bytes; 0 where the rest is as it is
 * and 1 where it is deflated, 2 bytes; number of the version and token of the turn that made it, 8
 * bytes each, the same in all parts of a version, so that parts of two are never taken for one; the
 * length of the content, 4 bytes; CRC32C of everything before and after itself, 4 bytes; the rest.
 *
 * <p>Rounded vectors look like noise to a compressor: they are not deflated, and are read by as
 * much faster.
 */
final class Part {

  /** What this release writes, and the latest that it reads. */
  static final int FORMAT = 1;

  /** The part was written by a later release. */
  static final class NewerFormat extends RuntimeException {
    NewerFormat(int format) {
      super("it has format " + format + ", and formats up to " + FORMAT + " are read here");
    }
  }

  private static final int MAGIC = 0x4C524744;
  private static final int HEADER = 32;
  private static final int CHECKSUM_AT = 28;

  private final int version;
  private final long token;
  private final boolean deflated;
  private final int length;
  private final byte[] bytes;

  private Part(int version, long token, boolean deflated, int length, byte[] bytes) {
    this.version = version;
    this.token = token;
    this.deflated = deflated;
    this.length = length;
    this.bytes = bytes;
  }

  static byte[] write(int version, long token, byte[] content, boolean deflated) {
    byte[] body = deflated ? deflate(content) : content;
    ByteBuffer part = ByteBuffer.allocate(HEADER + body.length);
    part.putInt(MAGIC).putShort((short) FORMAT).putShort((short) (deflated ? 1 : 0));
    part.putLong(version).putLong(token).putInt(content.length).putInt(0).put(body);
    part.putInt(CHECKSUM_AT, checksum(part.array()));
    return part.array();
  }

  /**
   * @throws NewerFormat if a later release wrote it
   * @throws IllegalArgumentException if these are not the bytes that were written
   */
  static Part of(byte[] bytes) {
    if (bytes.length < HEADER || ByteBuffer.wrap(bytes).getInt() != MAGIC) {
      throw new IllegalArgumentException("it is no part of a version");
    }
    ByteBuffer part = ByteBuffer.wrap(bytes, 4, HEADER - 4);
    int format = part.getShort();
    if (format > FORMAT) {
      throw new NewerFormat(format);
    }
    int deflated = part.getShort();
    long version = part.getLong();
    long token = part.getLong();
    int length = part.getInt();
    if (part.getInt() != checksum(bytes)) {
      throw new IllegalArgumentException("its checksum is wrong");
    }
    return new Part((int) version, token, deflated == 1, length, bytes);
  }

  int version() {
    return version;
  }

  long token() {
    return token;
  }

  /**
   * What was written; inflated anew with each call, or as it lies in the bytes it was read from.
   *
   * @throws IllegalArgumentException if it cannot be inflated
   */
  ByteBuffer content() {
    return deflated
        ? ByteBuffer.wrap(inflate(bytes, length))
        : ByteBuffer.wrap(bytes, HEADER, bytes.length - HEADER).slice();
  }

  private static int checksum(byte[] part) {
    CRC32C crc = new CRC32C();
    crc.update(part, 0, CHECKSUM_AT);
    crc.update(part, HEADER, part.length - HEADER);
    return (int) crc.getValue();
  }

  private static byte[] deflate(byte[] content) {
    Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DeflaterOutputStream out = new DeflaterOutputStream(bytes, deflater)) {
      out.write(content);
    } catch (IOException e) {
      throw new UncheckedIOException("an array takes every byte", e);
    } finally {
      deflater.end();
    }
    return bytes.toByteArray();
  }

  private static byte[] inflate(byte[] part, int length) {
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(part, HEADER, part.length - HEADER);
      byte[] content = new byte[length];
      int n = 0;
      while (n < length) {
        int more = inflater.inflate(content, n, length - n);
        if (more == 0) {
          throw new IllegalArgumentException("it ends too early");
        }
        n += more;
      }
      return content;
    } catch (DataFormatException e) {
      throw new IllegalArgumentException("it cannot be inflated", e);
    } finally {
      inflater.end();
    }
  }
}
