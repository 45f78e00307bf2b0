package dev.lrgd.api;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.ZipException;

/** A body of which at most so many bytes are read, and whose faults are problems. */
final class BoundedInputStream extends FilterInputStream {

  private final long limit;
  private long read;

  BoundedInputStream(InputStream in, long limit) {
    super(in);
    this.limit = limit;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int n = readOrRefuse(buffer, offset, length);
    read += Math.max(0, n);
    if (read > limit) {
      throw ProblemException.tooLarge(limit);
    }
    return n;
  }

  @Override
  public long skip(long n) throws IOException {
    return read(new byte[(int) Math.min(n, 8192)]);
  }

  /**
   * What nobody read is not read here, without bounds and before the answer: {@link UnreadBody}.
   */
  @Override
  public void close() {}

  @Override
  public boolean markSupported() {
    return false;
  }

  private int readOrRefuse(byte[] buffer, int offset, int length) throws IOException {
    try {
      return super.read(buffer, offset, length);
    } catch (ZipException | EOFException e) {
      throw ProblemException.badRequest(
          "The body's gzip is damaged or ends too early. Of outcomes, those before that may be stored;"
              + " of anything else nothing is.");
    }
  }
}
