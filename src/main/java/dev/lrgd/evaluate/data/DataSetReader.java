package dev.lrgd.evaluate.data;

import dev.lrgd.space.Interaction;
import dev.lrgd.space.Item;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads a folder with {@code items.jsonl} ({@code {"id","title","brand"?,"category"?}}) and {@code
 * interactions.csv} (header {@code user,item,order} or {@code user,item,rating,timestamp}), each
 * gzipped with the ending {@code .gz} or plain.
 */
public final class DataSetReader {
  private static final List<String> BY_ORDER = List.of("user", "item", "order");
  private static final List<String> BY_TIME = List.of("user", "item", "rating", "timestamp");

  private final Path folder;
  private final List<Item> items = new ArrayList<>();
  private final List<Interaction> interactions = new ArrayList<>();

  /** Ids come again and again; one copy of each is enough. */
  private final Map<String, String> ids = new HashMap<>();

  private List<String> header;

  private DataSetReader(Path folder) {
    this.folder = folder;
  }

  public static DataSet read(Path folder) {
    return new DataSetReader(folder).read();
  }

  private DataSet read() {
    if (!Files.isDirectory(folder)) {
      throw new DataException(folder, "there is no such folder");
    }
    TextFile.utf8(file("items.jsonl")).forEachLine(line -> items.add(item(line)));
    Path csv = file("interactions.csv");
    TextFile.utf8(csv).forEachLine(this::interaction);
    if (interactions.isEmpty()) {
      throw new DataException(csv, "there is no interaction in it");
    }
    String name = folder.toAbsolutePath().normalize().getFileName().toString();
    return DataSet.of(name, items, interactions, header.equals(BY_TIME));
  }

  private Path file(String name) {
    Path gzipped = folder.resolve(name + ".gz");
    Path plain = folder.resolve(name);
    if (!Files.exists(gzipped) && !Files.exists(plain)) {
      throw new DataException(folder, "there is neither " + name + ".gz nor " + name + " in it");
    }
    return Files.exists(gzipped) ? gzipped : plain;
  }

  private Item item(String line) {
    JsonLine json = JsonLine.parse(line);
    String title = json.optionalText("title");
    return new Item(
        id(json.text("id")),
        title == null ? "" : title,
        json.optionalText("brand"),
        json.optionalText("category"),
        null);
  }

  private void interaction(String line) {
    List<String> fields = Csv.fields(line);
    if (header == null) {
      header = header(fields);
      return;
    }
    if (fields.size() != header.size()) {
      throw new MalformedLine(
          "%d columns instead of %d (%s)"
              .formatted(fields.size(), header.size(), String.join(",", header)));
    }
    double rating = header.equals(BY_TIME) ? rating(fields.get(2)) : Double.NaN;
    long time = time(fields.get(fields.size() - 1));
    interactions.add(
        new Interaction(
            id(present(fields.get(0), "user")), id(present(fields.get(1), "item")), time, rating));
  }

  private static List<String> header(List<String> fields) {
    if (!fields.equals(BY_ORDER) && !fields.equals(BY_TIME)) {
      throw new MalformedLine(
          "the header must be %s or %s, but is %s"
              .formatted(
                  String.join(",", BY_ORDER), String.join(",", BY_TIME), String.join(",", fields)));
    }
    return fields;
  }

  private static String present(String text, String column) {
    if (text.isEmpty()) {
      throw new MalformedLine("the " + column + " is empty");
    }
    return text;
  }

  private static double rating(String text) {
    try {
      return text.isEmpty() ? Double.NaN : Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new MalformedLine("the rating \"" + text + "\" is not a number");
    }
  }

  private long time(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      String column = header.get(header.size() - 1);
      throw new MalformedLine("the " + column + " \"" + text + "\" is not a whole number");
    }
  }

  private String id(String id) {
    return ids.computeIfAbsent(id, same -> same);
  }
}
