package dev.lrgd.evaluate.data;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongConsumer;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * A text file, gzipped or plain as its first bytes say, read line by line. Whatever goes wrong
 * becomes a {@link DataException} with file and line.
 */
public final class TextFile {
  private final Path path;
  private final Charset charset;
  private final LongConsumer bytesRead;

  private TextFile(Path path, Charset charset, LongConsumer bytesRead) {
    this.path = path;
    this.charset = charset;
    this.bytesRead = bytesRead;
  }

  public static TextFile utf8(Path path) {
    return new TextFile(path, StandardCharsets.UTF_8, bytes -> {});
  }

  public static TextFile latin1(Path path) {
    return new TextFile(path, StandardCharsets.ISO_8859_1, bytes -> {});
  }

  /** The same file, telling the listener how many more bytes were read from disk. */
  public TextFile reporting(LongConsumer listener) {
    return new TextFile(path, charset, listener);
  }

  public Path path() {
    return path;
  }

  /** What to do with a line; {@link MalformedLine} if it is not as it should be. */
  public interface LineReader {
    void read(String line);
  }

  /** Reads all lines that are not blank. */
  public void forEachLine(LineReader reader) {
    long line = 0;
    try (BufferedReader lines = open()) {
      for (String text = lines.readLine(); text != null; text = lines.readLine()) {
        line++;
        if (!text.isBlank()) {
          reader.read(text);
        }
      }
    } catch (MalformedLine e) {
      throw new DataException(path, line, e.getMessage());
    } catch (EOFException e) {
      throw near(line, "the gzip file is cut short");
    } catch (ZipException e) {
      throw near(line, "the gzip file is damaged (" + e.getMessage() + ")");
    } catch (CharacterCodingException e) {
      throw near(line, "not " + charset + " text");
    } catch (IOException e) {
      throw new DataException(path, "cannot be read (" + e + ")");
    }
  }

  /** Bytes are read ahead of lines, so the place is not exact. */
  private DataException near(long lastLine, String reason) {
    return new DataException(path, "near line " + (lastLine + 1) + ": " + reason);
  }

  private BufferedReader open() throws IOException {
    if (!Files.isRegularFile(path)) {
      throw new DataException(path, "there is no such file");
    }
    InputStream bytes = new BufferedInputStream(new Counting(Files.newInputStream(path)), 1 << 16);
    try {
      InputStream content = isGzip(bytes) ? new GZIPInputStream(bytes, 1 << 16) : bytes;
      return new BufferedReader(
          new InputStreamReader(
              content, charset.newDecoder().onMalformedInput(CodingErrorAction.REPORT)));
    } catch (IOException e) {
      bytes.close();
      throw e;
    }
  }

  private static boolean isGzip(InputStream bytes) throws IOException {
    bytes.mark(2);
    boolean gzip = bytes.read() == 0x1f && bytes.read() == 0x8b;
    bytes.reset();
    return gzip;
  }

  private final class Counting extends FilterInputStream {
    Counting(InputStream in) {
      super(in);
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int count = super.read(buffer, offset, length);
      if (count > 0) {
        bytesRead.accept(count);
      }
      return count;
    }
  }
}
