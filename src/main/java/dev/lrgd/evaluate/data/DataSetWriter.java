package dev.lrgd.evaluate.data;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lrgd.space.Interaction;
import dev.lrgd.space.Item;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** Writes the folder that {@link DataSetReader} reads. */
public final class DataSetWriter {
  private static final ObjectMapper JSON = new ObjectMapper();

  private DataSetWriter() {}

  public static void write(Path folder, List<Item> items, List<Interaction> interactions)
      throws IOException {
    Files.createDirectories(folder);
    try (BufferedWriter out = gzip(folder.resolve("items.jsonl.gz"))) {
      for (Item item : items) {
        out.write(json(item) + "\n");
      }
    }
    try (BufferedWriter out = gzip(folder.resolve("interactions.csv.gz"))) {
      out.write("user,item,rating,timestamp\n");
      for (Interaction i : interactions) {
        out.write(Csv.field(i.user()) + ',' + Csv.field(i.item()) + ',');
        out.write((Double.isNaN(i.rating()) ? "" : i.rating()) + "," + i.time() + "\n");
      }
    }
  }

  /** The item as one line of JSON, as {@link DataSetReader} and the service read it. */
  public static String json(Item item) {
    ObjectNode json = JSON.createObjectNode().put("id", item.id()).put("title", item.title());
    if (item.brand() != null) {
      json.put("brand", item.brand());
    }
    if (item.category() != null) {
      json.put("category", item.category());
    }
    return json.toString();
  }

  private static BufferedWriter gzip(Path file) throws IOException {
    return new BufferedWriter(
        new OutputStreamWriter(
            new GZIPOutputStream(Files.newOutputStream(file)), StandardCharsets.UTF_8));
  }
}
