package dev.lrgd.pool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PositionsTest {

  @Test
  void eachIsWhereItIsInTheList() {
    for (int size : new int[] {0, 1, 2, 3, 7, 8, 10_000}) {
      Positions positions = positions(IntStream.range(0, size).mapToObj(i -> "d" + i));
      for (int i = 0; i < size; i++) {
        assertEquals(i, positions.of("d" + i));
      }
      assertEquals(-1, positions.of("d" + size));
      assertEquals(-1, positions.of(""));
    }
  }

  @Test
  void idsWithTheSameHashCodeAreApart() {
    Positions positions = positions(Stream.of("Aa", "BB", "C#"));
    assertEquals(0, positions.of("Aa"));
    assertEquals(1, positions.of("BB"));
    assertEquals(2, positions.of("C#"));
    assertEquals(-1, positions(Stream.of("Aa")).of("BB"));
  }

  @Test
  void anIdOccursOnce() {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> positions(Stream.of("d1", "d2", "d1")));
    assertEquals("demonstration d1 occurs twice", e.getMessage());
  }

  private static Positions positions(Stream<String> ids) {
    return new Positions(ids.map(PositionsTest::demonstration).toList());
  }

  private static Demonstration demonstration(String id) {
    return new Demonstration(
        id, "user", List.of("a"), "b", 1, Provenance.REAL, 1, 1, 0, Evidence.NONE);
  }
}
