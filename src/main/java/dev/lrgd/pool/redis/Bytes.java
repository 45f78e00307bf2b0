package dev.lrgd.pool.redis;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Numbers and texts as few bytes; {@link Reader} reads them in the order they were written. */
final class Bytes {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  byte[] toArray() {
    return out.toByteArray();
  }

  /** A whole number, small ones in one byte: seven bits a byte, the sign in the lowest. */
  void number(long x) {
    long zigzag = (x << 1) ^ (x >> 63);
    while ((zigzag & ~0x7FL) != 0) {
      out.write((int) (zigzag & 0x7F) | 0x80);
      zigzag >>>= 7;
    }
    out.write((int) zigzag);
  }

  void real(double x) {
    out.writeBytes(ByteBuffer.allocate(Double.BYTES).putDouble(x).array());
  }

  /** A text or null. */
  void text(String text) {
    if (text == null) {
      number(-1);
      return;
    }
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    number(utf8.length);
    out.writeBytes(utf8);
  }

  static final class Reader {
    private final ByteBuffer in;

    Reader(ByteBuffer bytes) {
      this.in = bytes;
    }

    long number() {
      long zigzag = 0;
      for (int shift = 0; shift < 64; shift += 7) {
        byte next = in.get();
        zigzag |= (long) (next & 0x7F) << shift;
        if (next >= 0) {
          return (zigzag >>> 1) ^ -(zigzag & 1);
        }
      }
      throw new IllegalArgumentException("a number without an end");
    }

    /** A number of things, each of at least a byte. */
    int count() {
      long count = number();
      if (count < 0 || count > in.remaining()) {
        throw new IllegalArgumentException(count + " of something in " + in.remaining() + " bytes");
      }
      return (int) count;
    }

    double real() {
      return in.getDouble();
    }

    float real32() {
      return in.getFloat();
    }

    String text() {
      long length = number();
      if (length < 0) {
        return null;
      }
      if (length > in.remaining()) {
        throw new IllegalArgumentException("a text of " + length + " bytes");
      }
      String text =
          new String(
              in.array(), in.arrayOffset() + in.position(), (int) length, StandardCharsets.UTF_8);
      in.position(in.position() + (int) length);
      return text;
    }
  }

  void real32(float x) {
    out.writeBytes(ByteBuffer.allocate(Float.BYTES).putFloat(x).array());
  }
}
