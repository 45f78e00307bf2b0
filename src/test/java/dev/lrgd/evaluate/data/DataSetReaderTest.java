package dev.lrgd.evaluate.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lrgd.evaluate.TestFiles;
import dev.lrgd.space.Interaction;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataSetReaderTest {
  private static final String ITEM = "{\"id\":\"a\",\"title\":\"Anna Karenina\"}";

  @TempDir Path folder;

  @Test
  void readsGzippedFilesWithTimestampsInOrderOfTime() throws IOException {
    TestFiles.gzip(
        folder.resolve("items.jsonl.gz"),
        "{\"id\":\"a\",\"title\":\"Emma\",\"brand\":\"Jane Austen\",\"category\":\"Manners\"}",
        "{\"id\":7,\"title\":null}");
    TestFiles.gzip(
        folder.resolve("interactions.csv.gz"),
        "user,item,rating,timestamp",
        "u,a,4.5,20",
        "v,a,,10",
        "u,7,1,20");
    DataSet data = DataSetReader.read(folder);
    assertEquals("Jane Austen", data.item("a").brand());
    assertEquals("Manners", data.item("a").category());
    assertEquals("", data.item("7").title());
    assertNull(data.item("7").brand());
    assertEquals(
        List.of(
            new Interaction("v", "a", 10, Double.NaN),
            new Interaction("u", "a", 20, 4.5),
            new Interaction("u", "7", 20, 1)),
        data.interactions());
    assertTrue(data.timestamped());
  }

  @Test
  void readsPlainFilesWithAnOrderAndItemsThatAreNotListed() throws IOException {
    TestFiles.write(folder.resolve("items.jsonl"), ITEM);
    TestFiles.write(
        folder.resolve("interactions.csv"), "user,item,order", "u,\"b,c\",1", "", "u,a,0");
    DataSet data = DataSetReader.read(folder);
    assertFalse(data.timestamped());
    assertEquals(List.of("a", "b,c"), data.interactions().stream().map(Interaction::item).toList());
    assertEquals("", data.items().get("b,c").title());
  }

  @Test
  void whatIsMissingIsNamed() throws IOException {
    assertMessage("nowhere: there is no such folder", folder.resolve("nowhere"));
    assertMessage("there is neither items.jsonl.gz nor items.jsonl in it", folder);
    TestFiles.write(folder.resolve("items.jsonl"), ITEM);
    assertMessage("there is neither interactions.csv.gz nor interactions.csv in it", folder);
    TestFiles.write(folder.resolve("interactions.csv"), "user,item,order");
    assertMessage("interactions.csv: there is no interaction in it", folder);
  }

  @Test
  void aMalformedLineIsNamedByItsNumber() throws IOException {
    TestFiles.write(folder.resolve("interactions.csv"), "user,item,order", "u,a,0");
    for (String[] wrong :
        new String[][] {
          {"{\"id\":\"b\"", "malformed JSON"},
          {"[1]", "not a JSON object"},
          {"{\"title\":\"x\"}", "\"id\" is missing"},
          {"{\"id\":\"b\",\"title\":[]}", "\"title\" is not text"},
          {"{\"id\":\"b\",\"title\":\"x\"} {}", "malformed JSON"}
        }) {
      TestFiles.write(folder.resolve("items.jsonl"), ITEM, "", wrong[0]);
      assertMessage("items.jsonl, line 3: " + wrong[1], folder);
    }
  }

  @Test
  void wrongColumnsAreNamed() throws IOException {
    TestFiles.write(folder.resolve("items.jsonl"), ITEM);
    for (String[] wrong :
        new String[][] {
          {"user,item", "u,a", "line 1: the header must be user,item,order or"},
          {"u,a,1", "u,a,2", "line 1: the header must be user,item,order or"},
          {"user,item,order", "u,a", "line 2: 2 columns instead of 3 (user,item,order)"},
          {"user,item,order", "u,a,soon", "line 2: the order \"soon\" is not a whole number"},
          {"user,item,order", ",a,1", "line 2: the user is empty"},
          {"user,item,order", "u,,1", "line 2: the item is empty"},
          {"user,item,order", "u,\"a,1", "line 2: a quoted field is not closed"},
          {"user,item,order", "u,\"a\"b,1", "line 2: text after a quoted field"},
          {
            "user,item,rating,timestamp",
            "u,a,good,1",
            "line 2: the rating \"good\" is not a number"
          }
        }) {
      TestFiles.write(folder.resolve("interactions.csv"), wrong[0], wrong[1]);
      assertMessage("interactions.csv, " + wrong[2], folder);
    }
  }

  @Test
  void aGzipFileThatIsCutShortIsRefused() throws IOException {
    TestFiles.truncatedGzip(folder.resolve("items.jsonl.gz"), ITEM, ITEM);
    assertMessage("items.jsonl.gz: near line 1: the gzip file is cut short", folder);
  }

  @Test
  void aGzipFileWhoseBytesWereChangedIsRefused() throws IOException {
    Path file = TestFiles.gzip(folder.resolve("items.jsonl.gz"), ITEM, ITEM);
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length - 6] ^= 0x55; // in the checksum
    Files.write(file, bytes);
    assertMessage("the gzip file is damaged", folder);
  }

  @Test
  void textThatIsNotUtf8IsRefused() throws IOException {
    Files.write(
        folder.resolve("items.jsonl"),
        "{\"id\":\"b\",\"title\":\"Bront\u00eb\"}\n".getBytes(StandardCharsets.ISO_8859_1));
    assertMessage("items.jsonl: near line 1: not UTF-8 text", folder);
  }

  @Test
  void whatTheWriterWritesTheReaderReads() throws IOException {
    TestFiles.write(
        folder.resolve("items.jsonl"), ITEM, "{\"id\":\"q\\\"x,y\",\"title\":\"\u00e9\"}");
    TestFiles.write(
        folder.resolve("interactions.csv"),
        "user,item,rating,timestamp",
        "u,a,4.5,-20",
        "u,\"q\"\"x,y\",,30");
    DataSet data = DataSetReader.read(folder);
    Path copy = folder.resolve("copy");
    DataSetWriter.write(copy, List.copyOf(data.items().values()), data.interactions());
    DataSet again = DataSetReader.read(copy);
    assertEquals(data.items(), again.items());
    assertEquals(data.interactions(), again.interactions());
  }

  private static void assertMessage(String expected, Path folder) {
    String message =
        assertThrows(DataException.class, () -> DataSetReader.read(folder)).getMessage();
    assertTrue(message.contains(expected), message);
  }
}
