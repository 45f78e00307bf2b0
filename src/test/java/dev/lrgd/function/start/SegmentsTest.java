package dev.lrgd.function.start;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.quarkus.runtime.configuration.NameIterator;
import io.quarkus.runtime.configuration.PropertiesUtil;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

class SegmentsTest {
  private static final List<String> NAMES =
      List.of(
          "quarkus",
          "quarkus.http.port",
          "quarkus.http.ports",
          "quarkus.log.category.\"org.jboss\".level",
          "quarkus.log.category.*.level",
          "quarkus.\"http\".port",
          "quarkus.http[0].port",
          "quarkus.http[12]",
          "quarkus.h\\.ttp.port",
          "\"quarkus.http\".port",
          "%dev.quarkus.http.port",
          "*",
          "*.http",
          "p",
          "a.",
          ".a",
          "a..b");

  private static final List<String> SEGMENTS =
      List.of(
          "quarkus",
          "http",
          "port",
          "p",
          "level",
          "category",
          "*",
          "http[*]",
          "http[0]",
          "\"http\"",
          "\"org.jboss\"",
          "log",
          "a",
          "b",
          "");

  @Test
  void areEqualWhereQuarkusSaysSo() {
    for (String name : NAMES) {
      for (NameIterator at = new NameIterator(name); at.hasNext(); at.next()) {
        for (String segment : SEGMENTS) {
          assertEquals(
              PropertiesUtil.isMapped(at, segment),
              Segments.areEqual(at, segment),
              name + " from " + at.getPosition() + " is " + segment);
        }
      }
    }
  }

  @Test
  void thereIsNoneBehindTheLast() {
    NameIterator name = new NameIterator("quarkus");
    name.next();
    assertThrows(NoSuchElementException.class, () -> PropertiesUtil.isMapped(name, "quarkus"));
    assertThrows(NoSuchElementException.class, () -> Segments.areEqual(name, "quarkus"));
  }
}
