package dev.lrgd.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lrgd.pool.Demonstration;
import dev.lrgd.pool.Evidence;
import dev.lrgd.pool.Provenance;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class DemonstrationOrderTest {

  @Test
  void timesThatADoubleCannotTellApartAreOrdered() {
    List<Demonstration> oldestFirst = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      oldestFirst.add(demonstration("d" + i, 1_700_000_000_000_000_000L + i, 0));
    }
    assertPages(DemonstrationOrder.NEWEST, oldestFirst);
  }

  @Test
  void effectsOfEitherSignAreOrdered() {
    List<Demonstration> leastFirst = new ArrayList<>();
    for (double effect : new double[] {-2, -0.5, -Double.MIN_VALUE, 0, Double.MIN_VALUE, 0.5, 3}) {
      leastFirst.add(demonstration("d" + leastFirst.size(), 0, effect));
    }
    assertPages(DemonstrationOrder.EFFECT, leastFirst);
  }

  private static void assertPages(DemonstrationOrder order, List<Demonstration> lastFirst) {
    List<Demonstration> expected = new ArrayList<>(lastFirst);
    Collections.reverse(expected);
    assertEquals(expected, order.after(null, lastFirst));
    for (int i = 0; i < expected.size(); i++) {
      assertEquals(
          expected.subList(i + 1, expected.size()),
          order.after(order.cursor(expected.get(i)), lastFirst));
    }
  }

  private static Demonstration demonstration(String id, long time, double effect) {
    return new Demonstration(
        id, "u", List.of("a"), "b", time, Provenance.REAL, 1, 1, effect, Evidence.NONE);
  }
}
