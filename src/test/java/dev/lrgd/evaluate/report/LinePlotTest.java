package dev.lrgd.evaluate.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;

class LinePlotTest {
  private final String svg =
      LinePlot.draw(
          "a <test>",
          "round",
          List.of(0., 5., 5., 10.),
          List.of(
              new LinePlot.Series("full", List.of(0.5, 0.6, 0.4, 0.6)),
              new LinePlot.Series("a & b", Arrays.asList(0.5, null, 0.4, 0.6)),
              new LinePlot.Series("empty", Arrays.asList(null, null, null, null)),
              new LinePlot.Series("c", List.of(0.5, 0.5, 0.5, 0.6))),
          "full");

  @Test
  void itIsWellFormedAndSaysWhatItShows() throws Exception {
    DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
    assertTrue(svg.contains("aria-label='a &lt;test&gt;'"), svg);
    assertTrue(svg.contains(">a &amp; b<"), svg);
    assertFalse(svg.contains("NaN"), svg);
  }

  @Test
  void aSeriesWithoutFiguresHasNoLineAndAMissingPointIsLeftOut() {
    // The one that stands out is drawn last.
    List<String> paths = all("<path[^>]* d='([^']*)'");
    assertEquals(3, paths.size());
    assertEquals(4, paths.get(2).split("[ML]").length - 1);
    assertEquals(3, paths.get(0).split("[ML]").length - 1);
    assertFalse(svg.contains(">empty<"));
  }

  @Test
  void higherFiguresStandHigherAndTwoPointsOfAPlaceOverOneAnother() {
    String[] points = all("<path[^>]* d='([^']*)'").get(2).substring(1).split("L");
    double[] before = Arrays.stream(points[1].split(" ")).mapToDouble(Double::valueOf).toArray();
    double[] after = Arrays.stream(points[2].split(" ")).mapToDouble(Double::valueOf).toArray();
    assertEquals(before[0], after[0]);
    assertTrue(before[1] < after[1]);
  }

  @Test
  void namesOfLinesThatEndTogetherDoNotOverlap() {
    List<String> places = all("<text class='name[^>]* y='([^']*)'");
    assertEquals(3, places.size());
    for (int i = 1; i < places.size(); i++) {
      assertTrue(Double.parseDouble(places.get(i)) >= Double.parseDouble(places.get(i - 1)) + 14);
    }
  }

  private List<String> all(String pattern) {
    Matcher matcher = Pattern.compile(pattern).matcher(svg);
    List<String> found = new ArrayList<>();
    while (matcher.find()) {
      found.add(matcher.group(1));
    }
    return found;
  }
}
