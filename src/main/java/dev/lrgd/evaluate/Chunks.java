package dev.lrgd.evaluate;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Cuts lines into runs that fit one request. */
final class Chunks {
  private static final int LINES = 2000;
  private static final int BYTES = 200 * 1024;

  private Chunks() {}

  /** In order; a line that is larger than a chunk travels alone. */
  static List<List<String>> of(List<String> lines) {
    List<List<String>> chunks = new ArrayList<>();
    List<String> chunk = new ArrayList<>();
    int bytes = 0;
    for (String line : lines) {
      int size = line.getBytes(StandardCharsets.UTF_8).length + 1;
      if (!chunk.isEmpty() && (chunk.size() == LINES || bytes + size > BYTES)) {
        chunks.add(chunk);
        chunk = new ArrayList<>();
        bytes = 0;
      }
      chunk.add(line);
      bytes += size;
    }
    if (!chunk.isEmpty()) {
      chunks.add(chunk);
    }
    return chunks;
  }
}
