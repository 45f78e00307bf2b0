package dev.lrgd.adapt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lrgd.pool.Demonstration;
import dev.lrgd.pool.Provenance;
import dev.lrgd.space.Interaction;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DemonstrationBuilderTest {

  @Test
  void aDemonstrationIsAPrefixOfAHistoryAndTheItemChosenNext() {
    List<Demonstration> built = build(10, history("u", "a", "b", "c"));

    assertEquals(List.of("[a, b] > c", "[a] > b"), shown(built));
    assertEquals("u", built.get(0).user());
    assertEquals(2, built.get(0).time());
    assertEquals(Provenance.REAL, built.get(0).provenance());
  }

  @Test
  void theLatestOfEveryUserComesBeforeTheSecondLatestOfAny() {
    List<Interaction> log = history("u", "a", "b", "c", "d", "e");
    log.addAll(history("v", "e", "f", "g"));

    assertEquals(List.of("[a, b, c, d] > e", "[e, f] > g", "[a, b, c] > d"), shown(build(3, log)));
  }

  @Test
  void oneItemBeforeTheTargetIsTheLastResort() {
    List<Interaction> log = history("u", "a", "b", "c", "d");
    log.addAll(history("v", "x", "y"));

    assertEquals(
        List.of("[a, b, c] > d", "[a, b] > c", "[a] > b", "[x] > y"), shown(build(9, log)));
  }

  @Test
  void targetsTakeTurnsWhereThereAreMoreSituationsThanPlaces() {
    List<Interaction> log = new ArrayList<>();
    for (int user = 0; user < 20; user++) {
      log.addAll(history("popular-" + user, "a" + user, "b", "hit"));
    }
    log.addAll(history("quiet-1", "a", "b", "rare"));
    log.addAll(history("quiet-2", "a", "b", "seldom"));

    Set<String> targets = new HashSet<>();
    build(3, log).forEach(d -> targets.add(d.target()));

    assertEquals(Set.of("hit", "rare", "seldom"), targets);
  }

  @Test
  void theNewestSituationOfATargetIsTaken() {
    List<Interaction> log = new ArrayList<>();
    for (int user = 0; user < 5; user++) {
      for (String item : List.of("a" + user, "b", "c")) {
        log.add(new Interaction("u" + user, item, 100 * user + log.size(), Double.NaN));
      }
    }
    assertEquals(List.of("[a4, b] > c"), shown(build(1, log)));
  }

  @Test
  void weightsAreEqualSharesOfOne() {
    List<Demonstration> built = build(10, history("u", "a", "b", "c", "d"));
    assertEquals(1, built.stream().mapToDouble(Demonstration::weight).sum(), 1e-12);
    assertEquals(1, built.stream().mapToDouble(Demonstration::anchorWeight).sum(), 1e-12);
    assertEquals(1.0 / 3, built.get(2).weight());
  }

  @Test
  void aSituationThatOccursTwiceIsTakenOnceUnderAnIdThatIsNobodys() {
    List<Interaction> log = history("u", "a", "b", "c");
    log.addAll(history("v", "a", "b", "c"));
    List<Demonstration> both = build(10, log);

    assertEquals(List.of("[a, b] > c", "[a] > b"), shown(both));
    assertEquals(both.get(0).id(), build(10, history("somebody else", "a", "b", "c")).get(0).id());
    assertNotEquals(both.get(0).id(), build(10, history("u", "ab", "", "c")).get(0).id());
  }

  @Test
  void theOrderOfTheLogDoesNotMatter() {
    Random random = new Random(7);
    List<Interaction> log = new ArrayList<>();
    for (int i = 0; i < 600; i++) {
      String user = "u" + random.nextInt(40);
      log.add(new Interaction(user, "i" + random.nextInt(30), i, Double.NaN));
    }
    List<Demonstration> expected = build(100, log);
    assertEquals(100, expected.size());
    for (int shuffle = 0; shuffle < 5; shuffle++) {
      Collections.shuffle(log, random);
      assertEquals(expected, build(100, log));
    }
  }

  @Test
  void onlyTheLastItemsOfAHistoryAreKept() {
    List<Demonstration> built =
        new DemonstrationBuilder(1, 2).build(history("u", "a", "b", "c", "d"), item -> true);
    assertEquals(List.of("[b, c] > d"), shown(built));
  }

  @Test
  void itemsOutsideTheCatalogueArePassedOver() {
    List<Demonstration> built =
        new DemonstrationBuilder(10, 20)
            .build(history("u", "a", "gone", "b", "c"), item -> !item.equals("gone"));
    assertEquals(List.of("[a, b] > c", "[a] > b"), shown(built));
  }

  @Test
  void nothingGivesNothing() {
    assertTrue(build(10, List.of()).isEmpty());
    assertTrue(build(10, history("u", "a")).isEmpty());
    assertTrue(build(0, history("u", "a", "b", "c")).isEmpty());
    assertFalse(build(1, history("u", "a", "b", "c")).isEmpty());
    assertThrows(IllegalArgumentException.class, () -> new DemonstrationBuilder(-1, 20));
    assertThrows(IllegalArgumentException.class, () -> new DemonstrationBuilder(1, 0));
  }

  private static List<Demonstration> build(int maximum, List<Interaction> log) {
    return new DemonstrationBuilder(maximum, 20).build(log, item -> true);
  }

  private static List<Interaction> history(String user, String... items) {
    List<Interaction> history = new ArrayList<>();
    for (int i = 0; i < items.length; i++) {
      history.add(new Interaction(user, items[i], i, Double.NaN));
    }
    return history;
  }

  private static List<String> shown(List<Demonstration> demonstrations) {
    return demonstrations.stream().map(d -> d.history() + " > " + d.target()).toList();
  }
}
