package dev.lrgd.evaluate;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;

/** Small files for tests. */
public final class TestFiles {
  private TestFiles() {}

  public static Path write(Path file, String... lines) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    return Files.writeString(file, String.join("\n", lines) + "\n");
  }

  public static Path gzip(Path file, String... lines) throws IOException {
    return Files.write(file, gzipped(lines));
  }

  /** A gzip file whose last bytes never arrived. */
  public static Path truncatedGzip(Path file, String... lines) throws IOException {
    byte[] whole = gzipped(lines);
    return Files.write(file, Arrays.copyOf(whole, whole.length - 9));
  }

  private static byte[] gzipped(String... lines) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write((String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }
}
