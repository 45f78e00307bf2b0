package dev.lrgd.api;

import java.io.IOException;
import java.io.InputStream;

/**
 * The lines of a stream as bytes, one at a time in the same buffer. A line that is too long is
 * passed over, without being held.
 */
final class LineSplitter {

  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private final InputStream in;
  private final int maximum;
  private final byte[] chunk = new byte[16 * 1024];
  private int chunkPosition;
  private int chunkEnd;

  private byte[] line = new byte[1024];
  private int length;
  private int number;
  private boolean tooLong;

  LineSplitter(InputStream in, int maximum) {
    this.in = in;
    this.maximum = maximum;
  }

  /** Goes to the next line; false at the end. */
  boolean next() throws IOException {
    length = 0;
    tooLong = false;
    boolean any = false;
    while (fill()) {
      any = true;
      int end = chunkPosition;
      while (end < chunkEnd && chunk[end] != '\n') {
        end++;
      }
      append(chunkPosition, end);
      boolean complete = end < chunkEnd;
      chunkPosition = complete ? end + 1 : end;
      if (complete) {
        break;
      }
    }
    number += any ? 1 : 0;
    return any;
  }

  int number() {
    return number;
  }

  boolean isTooLong() {
    return tooLong;
  }

  boolean isBlank() {
    return firstVisible() == length;
  }

  /** Whether this is the line's first character behind white space. */
  boolean beginsWith(char ascii) {
    int first = firstVisible();
    return first < length && line[first] == ascii;
  }

  private int firstVisible() {
    int i = offset();
    while (i < length && (line[i] == ' ' || line[i] == '\t' || line[i] == '\r')) {
      i++;
    }
    return i;
  }

  byte[] bytes() {
    return line;
  }

  /** Behind the byte order mark with which some editors begin a file. */
  int offset() {
    boolean marked =
        number == 1
            && length >= BYTE_ORDER_MARK.length
            && java.util.Arrays.equals(line, 0, 3, BYTE_ORDER_MARK, 0, 3);
    return marked ? BYTE_ORDER_MARK.length : 0;
  }

  int length() {
    return length - offset();
  }

  private boolean fill() throws IOException {
    if (chunkPosition < chunkEnd) {
      return true;
    }
    chunkPosition = 0;
    chunkEnd = Math.max(0, in.read(chunk));
    return chunkEnd > 0;
  }

  private void append(int from, int to) {
    int added = to - from;
    tooLong |= length + added > maximum;
    if (tooLong) {
      return;
    }
    if (length + added > line.length) {
      line = java.util.Arrays.copyOf(line, Math.max(length + added, 2 * line.length));
    }
    System.arraycopy(chunk, from, line, length, added);
    length += added;
  }
}
