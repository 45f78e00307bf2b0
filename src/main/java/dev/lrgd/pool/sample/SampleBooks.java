package dev.lrgd.pool.sample;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.lrgd.space.Item;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads the sample catalogue from the class path. */
public final class SampleBooks {
  private static final String RESOURCE = "/sample/items.jsonl";

  private SampleBooks() {}

  /** The books, within an author and within a series in order of publication. */
  public static List<SampleBook> read() {
    try (InputStream stream = SampleBooks.class.getResourceAsStream(RESOURCE)) {
      if (stream == null) {
        throw new IllegalStateException("The class path lacks " + RESOURCE);
      }
      return read(new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<SampleBook> read(BufferedReader lines) throws IOException {
    ObjectReader json = new ObjectMapper().reader();
    List<SampleBook> books = new ArrayList<>();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      books.add(book(json.readTree(line)));
    }
    return books;
  }

  private static SampleBook book(JsonNode line) {
    Item item =
        new Item(
            line.required("id").asText(),
            line.required("title").asText(),
            line.required("brand").asText(),
            line.required("category").asText(),
            null);
    return new SampleBook(item, line.required("year").asInt(), line.path("series").asText(null));
  }
}
