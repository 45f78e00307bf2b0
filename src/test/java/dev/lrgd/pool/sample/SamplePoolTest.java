package dev.lrgd.pool.sample;

import static java.util.stream.Collectors.groupingBy;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lrgd.space.Interaction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import org.junit.jupiter.api.Test;

class SamplePoolTest {
  private final List<SampleBook> books = SampleBooks.read();
  private final SamplePool pool = SamplePool.make();

  @Test
  void everyBookIsInThePublicDomainAndFullyDescribed() {
    Set<String> ids = new HashSet<>();
    for (SampleBook book : books) {
      assertTrue(ids.add(book.item().id()), () -> "twice: " + book);
      assertTrue(book.year() > 1500 && book.year() < 1929, book::toString);
      assertFalse(book.item().title().isBlank(), book::toString);
      assertFalse(book.author().isBlank(), book::toString);
      assertFalse(book.genre().isBlank(), book::toString);
    }
    assertTrue(books.size() >= 300, () -> "only " + books.size());
  }

  @Test
  void theVolumesOfASeriesStandInOrderOfPublication() {
    Map<String, Integer> last = new HashMap<>();
    for (SampleBook book : books) {
      if (book.series() != null) {
        Integer before = last.put(book.series(), book.year());
        assertTrue(before == null || before <= book.year(), book::toString);
      }
    }
  }

  @Test
  void aFewHundredReadersMakeSomeThousandsOfInteractions() {
    assertEquals(240, pool.interactions().stream().map(Interaction::user).distinct().count());
    assertTrue(pool.interactions().size() > 3000 && pool.interactions().size() < 5000);
  }

  @Test
  void theSameSeedGivesTheSameReadersAndAnotherSeedOthers() {
    assertEquals(
        SampleReaders.interactions(books, 20, 7), SampleReaders.interactions(books, 20, 7));
    assertNotEquals(
        SampleReaders.interactions(books, 20, 7), SampleReaders.interactions(books, 20, 8));
    assertEquals(pool, SamplePool.make());
  }

  @Test
  void noReaderTakesABookTwiceOrGoesBackInTime() {
    for (List<Interaction> history : histories()) {
      Set<String> taken = new HashSet<>();
      long before = Long.MIN_VALUE;
      for (Interaction interaction : history) {
        assertTrue(taken.add(interaction.item()), interaction::toString);
        assertTrue(interaction.time() > before, interaction::toString);
        before = interaction.time();
      }
    }
  }

  @Test
  void readersFollowSeriesAndAuthors() {
    assertTrue(neighbours((a, b) -> a.series() != null && a.series().equals(b.series())) > 0.15);
    assertTrue(neighbours((a, b) -> a.author().equals(b.author())) > 0.3);
  }

  @Test
  void tastesDrift() {
    BiPredicate<SampleBook, SampleBook> sameGenre = (a, b) -> a.genre().equals(b.genre());
    Map<String, SampleBook> byId = byId();
    double ends =
        share(
            histories().stream()
                .map(h -> List.of(h.get(0), h.get(h.size() - 1)))
                .map(h -> sameGenre.test(byId.get(h.get(0).item()), byId.get(h.get(1).item())))
                .toList());
    assertTrue(ends < 0.5 * neighbours(sameGenre), () -> "at the ends " + ends);
  }

  /** The share of neighbours in the histories that fulfil the condition. */
  private double neighbours(BiPredicate<SampleBook, SampleBook> condition) {
    Map<String, SampleBook> byId = byId();
    List<Boolean> outcomes = new ArrayList<>();
    for (List<Interaction> history : histories()) {
      for (int i = 1; i < history.size(); i++) {
        outcomes.add(
            condition.test(byId.get(history.get(i - 1).item()), byId.get(history.get(i).item())));
      }
    }
    return share(outcomes);
  }

  private static double share(List<Boolean> outcomes) {
    return outcomes.stream().mapToInt(o -> o ? 1 : 0).average().orElseThrow();
  }

  private Map<String, SampleBook> byId() {
    Map<String, SampleBook> byId = new HashMap<>();
    books.forEach(book -> byId.put(book.item().id(), book));
    return byId;
  }

  private List<List<Interaction>> histories() {
    return List.copyOf(
        pool.interactions().stream().collect(groupingBy(Interaction::user)).values());
  }
}
