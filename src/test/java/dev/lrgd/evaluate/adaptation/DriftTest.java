package dev.lrgd.evaluate.adaptation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DriftTest {

  @Test
  void tasteTellsWhoChoosesWhat() {
    TwoTastes world = new TwoTastes(false);
    List<String> users = List.copyOf(world.data.histories().keySet());
    List<List<String>> halves = Drift.TASTE.halves(world.data, users, world.titles);
    long ofTheSea = halves.get(0).stream().filter(TwoTastes::isOfTheSea).count();
    double agreement = Math.max(ofTheSea, halves.get(0).size() - ofTheSea);
    assertTrue(agreement > 0.95 * halves.get(0).size(), "agreement " + agreement);
  }

  @Test
  void timeTellsWhoChoseLast() {
    TwoTastes world = new TwoTastes(true);
    List<String> users = List.copyOf(world.data.histories().keySet());
    List<List<String>> halves = Drift.TIME.halves(world.data, users, world.titles);
    assertTrue(halves.get(0).stream().allMatch(TwoTastes::isOfTheSea));
    assertTrue(halves.get(1).stream().noneMatch(TwoTastes::isOfTheSea));
  }

  @Test
  void everyUserIsInOneHalfAndTheOrderStays() {
    TwoTastes world = new TwoTastes(false);
    List<String> users = List.copyOf(world.data.histories().keySet()).subList(0, 101);
    List<List<String>> halves = Drift.TASTE.halves(world.data, users, world.titles);
    assertEquals(50, halves.get(0).size());
    Set<String> all = new HashSet<>(halves.get(0));
    all.addAll(halves.get(1));
    assertEquals(new HashSet<>(users), all);
    assertEquals(users.stream().filter(halves.get(1)::contains).toList(), halves.get(1));
  }

  @Test
  void theFirstComponentIsTheDirectionOfMostVariance() {
    double[] scores =
        Drift.alongFirstComponent(
            List.of(
                new double[] {-3, -3.1},
                new double[] {3, 3.1},
                new double[] {-0.2, 0.2},
                new double[] {0.2, -0.2}));
    double sign = Math.signum(scores[1]);
    assertArrayEquals(
        new double[] {-4.31, 4.31, 0, 0},
        new double[] {sign * scores[0], sign * scores[1], sign * scores[2], sign * scores[3]},
        0.05);
  }
}
