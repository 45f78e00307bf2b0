package dev.lrgd.llm;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The corpus of injection titles, {@code injections.jsonl}: what {@link InjectionTitles} made, one
 * {@code {"family","title"}} a line, in pure ASCII, so that nothing in it hides from a reader. Run
 * this class to write it anew.
 */
public final class InjectionCorpus {
  private static final Path FILE = Path.of("src", "test", "resources", "llm", "injections.jsonl");
  private static final ObjectMapper JSON =
      new ObjectMapper(JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build());

  private InjectionCorpus() {}

  /** Titles by the family they belong to. */
  public static Map<String, List<String>> byFamily() {
    Map<String, List<String>> byFamily = new LinkedHashMap<>();
    try {
      for (String line : Files.readAllLines(FILE)) {
        JsonNode entry = JSON.readTree(line);
        byFamily
            .computeIfAbsent(entry.required("family").asText(), any -> new ArrayList<>())
            .add(entry.required("title").asText());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return byFamily;
  }

  public static List<String> all() {
    return byFamily().values().stream().flatMap(List::stream).toList();
  }

  public static void main(String[] none) throws IOException {
    List<String> lines = new ArrayList<>();
    for (Map.Entry<String, List<String>> family : InjectionTitles.byFamily().entrySet()) {
      for (String title : family.getValue()) {
        lines.add(
            JSON.createObjectNode().put("family", family.getKey()).put("title", title).toString());
      }
    }
    Files.write(FILE, lines);
  }
}
