package dev.lrgd.evaluate.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportFilesTest {
  @TempDir Path folder;

  private final Summary summary =
      Summary.of(
          new Report(
              "Games <&>",
              "loo20",
              4,
              List.of(
                  SummaryTest.result("title", 1, 3, 11, 4),
                  SummaryTest.result("dual-model", 1, 1, 3, 4),
                  SummaryTest.result("dual-model+effect", 1, 1, 2, 3)),
              1.5));

  @BeforeEach
  void write() throws IOException {
    ReportFiles.write(summary, folder.resolve("new/out"));
  }

  @Test
  void theJsonHasTheContractsShape() throws IOException {
    JsonNode report = new ObjectMapper().readTree(read("report.json"));
    assertEquals(List.of("data", "test", "users", "results", "fitSeconds"), names(report));
    assertEquals("Games <&>", report.get("data").asText());
    assertEquals(4, report.get("users").asInt());
    assertEquals(1.5, report.get("fitSeconds").asDouble());
    JsonNode line = report.get("results").get(2);
    assertEquals(List.of("ranker", "ndcg", "hr", "mrr", "ci95", "rankMicrosP50"), names(line));
    assertEquals("dual-model+effect", line.get("ranker").asText());
    assertEquals(List.of("1", "5", "10", "20"), names(line.get("ndcg")));
    assertEquals(List.of("1", "5", "10", "20"), names(line.get("hr")));
    assertTrue(line.get("mrr").isNumber());
    for (String key : List.of("ndcg@10", "ndcg@10-vs-dual-model")) {
      JsonNode interval = line.get("ci95").get(key);
      assertEquals(2, interval.size(), key);
      assertTrue(interval.get(0).asDouble() <= interval.get(1).asDouble(), key);
    }
    assertEquals(2.5, line.get("rankMicrosP50").asDouble());
  }

  @Test
  void thePageLoadsNothingFromElsewhere() throws IOException {
    String page = read("report.html");
    assertFalse(page.matches("(?s).*(src=|href=|url\\(|@import|<script|https?:).*"), page);
    assertTrue(page.contains("Games &lt;&amp;&gt;"));
  }

  @Test
  void everyPlotIsWellFormed() throws Exception {
    Matcher plots = Pattern.compile("(?s)<svg.*?</svg>").matcher(read("report.html"));
    List<String> found = new ArrayList<>();
    while (plots.find()) {
      String svg = plots.group();
      found.add(svg);
      DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
      assertTrue(svg.contains(">dual-model+effect<"), svg);
      assertFalse(svg.contains("NaN"), svg);
    }
    assertEquals(4, found.size()); // quality, difference, hit rate, time
    assertTrue(found.get(0).contains(">title<"));
    assertFalse(found.get(1).contains(">title<"), "only demonstrations are compared there");
  }

  @Test
  void theTableComparesWithTheDualModel() {
    String table = TableReport.write(summary);
    assertTrue(table.contains("Games <&>, loo20: 4 users"), table);
    assertTrue(table.contains("dual-model+effect  "), table);
    assertTrue(table.contains("NDCG@10 less that of dual-model"), table);
  }

  private String read(String name) throws IOException {
    return Files.readString(folder.resolve("new/out").resolve(name));
  }

  private static List<String> names(JsonNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
