package dev.lrgd.function;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The line in CloudWatch's embedded metric format that a function prints. */
final class PrintedMetrics {
  private PrintedMetrics() {}

  /** An invocation under test. */
  interface Invocation {
    void run() throws IOException;
  }

  static JsonNode of(Invocation invocation) throws IOException {
    return find(invocation).orElseThrow();
  }

  /** Nothing where none was printed. */
  static Optional<JsonNode> find(Invocation invocation) throws IOException {
    PrintStream before = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      invocation.run();
    } finally {
      System.setOut(before);
    }
    Optional<String> line =
        printed
            .toString(StandardCharsets.UTF_8)
            .lines()
            .filter(text -> text.startsWith("{\"_aws\""))
            .findFirst();
    return line.isEmpty() ? Optional.empty() : Optional.of(new ObjectMapper().readTree(line.get()));
  }
}
