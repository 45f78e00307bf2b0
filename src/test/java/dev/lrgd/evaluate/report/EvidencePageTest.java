package dev.lrgd.evaluate.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lrgd.evaluate.data.DataException;
import dev.lrgd.evaluate.report.Study.Figure;
import dev.lrgd.statistics.Interval;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvidencePageTest {
  private static final String PLACE =
      "Before.\n<!-- table: e3 | ndcg -->\n%s<!-- end -->\nAfter.\n";

  @TempDir Path reports;

  @BeforeEach
  void report() throws IOException {
    ReportFiles.write(
        new Study(
            "E3",
            "Two users.",
            "selection --users 2",
            List.of(
                Study.Table.of("ndcg", "NDCG@10", "By number.", "strategy", "k = 1")
                    .add("knn", Figure.of(0.5, new Interval(0.25, 0.75)))
                    .add("effect $1", Figure.none()))),
        reports.resolve("e3"));
  }

  private String fill(String page) throws IOException {
    return new EvidencePage(reports).fill(page);
  }

  @Test
  void aTableStandsWhereThePageAsksForIt() throws IOException {
    String filled = fill(PLACE.formatted(""));
    assertTrue(filled.startsWith("Before.\n<!-- table: e3 | ndcg -->\n**NDCG@10** (E3)"), filled);
    assertTrue(filled.contains("| knn | 0.500 [0.250, 0.750] |\n| effect $1 |  |\n"), filled);
    assertTrue(filled.endsWith("`selection --users 2`\n<!-- end -->\nAfter.\n"), filled);
  }

  @Test
  void whatStoodThereBeforeIsReplaced() throws IOException {
    String once = fill(PLACE.formatted("old figures\n"));
    assertEquals(fill(PLACE.formatted("")), once);
    assertEquals(once, fill(once));
  }

  @Test
  void aPageWithoutPlacesStaysAsItIs() throws IOException {
    assertEquals("Nothing. <!-- end -->", fill("Nothing. <!-- end -->"));
  }

  @Test
  void whatThereIsNotIsNamed() {
    String message =
        assertThrows(DataException.class, () -> fill(PLACE.formatted("").replace("ndcg", "other")))
            .getMessage();
    assertEquals("the report in e3 has no table \"other\"", message);
    assertThrows(NoSuchFileException.class, () -> fill(PLACE.formatted("").replace("e3", "e9")));
  }
}
