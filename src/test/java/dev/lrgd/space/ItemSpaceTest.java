package dev.lrgd.space;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lrgd.dual.DualState;
import dev.lrgd.dual.Vectors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ItemSpaceTest {
  private static final World WORLD = new World(400, 11);
  private static final ItemSpace SPACE = WORLD.fit();

  @Test
  void theNextVolumeOutranksOtherSeries() {
    int hits = 0;
    for (int s = 0; s < World.SERIES; s++) {
      double[] scores = scores(SPACE, history(SPACE, World.id(s, 1), World.id(s, 2)));
      double next = scores[SPACE.indexOf(World.id(s, 3))];
      int better = 0;
      for (int other = 0; other < World.SERIES; other++) {
        for (int v = 0; v < World.VOLUMES && other != s; v++) {
          better += scores[SPACE.indexOf(World.id(other, v))] >= next ? 1 : 0;
        }
      }
      hits += better == 0 ? 1 : 0;
    }
    assertTrue(hits >= World.SERIES - 1, "first among other series in " + hits);
  }

  @Test
  void theSameInputGivesTheSameBits() {
    ItemSpace again = WORLD.fit();
    assertEquals(SPACE.readout(), again.readout());
    for (int i = 0; i < SPACE.size(); i++) {
      assertArrayEquals(SPACE.place(i).value(), again.place(i).value());
      assertArrayEquals(SPACE.place(i).representation(), again.place(i).representation());
      assertEquals(SPACE.priorScore(i), again.priorScore(i), 0);
    }
  }

  @Test
  void theOrderOfInteractionsOfDifferentTimesDoesNotMatterWithinAUser() {
    List<Interaction> byUser = new ArrayList<>();
    for (int u = 0; u < 400; u++) {
      List<Interaction> own = new ArrayList<>(WORLD.interactions.subList(4 * u, 4 * u + 4));
      Collections.shuffle(own, new Random(u));
      byUser.addAll(own);
    }
    ItemSpace shuffled = ItemSpace.fit(WORLD.items, byUser, World.settings());
    assertEquals(SPACE.readout(), shuffled.readout());
  }

  @Test
  void theSameInteractionTwiceChangesNothing() {
    List<Interaction> twice = new ArrayList<>(WORLD.interactions);
    twice.addAll(WORLD.interactions.subList(0, 100));
    assertEquals(SPACE.readout(), ItemSpace.fit(WORLD.items, twice, World.settings()).readout());
  }

  @Test
  void theReadoutLowersTheHeldOutLoss() {
    SpaceStatistics statistics = SPACE.statistics();
    assertEquals(400, statistics.users());
    assertEquals(200, statistics.lists());
    assertTrue(statistics.lossOfOwnTokens() < statistics.lossOfStart());
    assertTrue(statistics.lossOfOwnTokens() < Math.log(20));
  }

  @Test
  void anUnknownItemIsPlacedAmongItsLikesByItsTitle() {
    PlacedItem sequel =
        SPACE.placeByTitle(Item.titled("new", "The Cobalt Chronicles, volume 9: the return"));
    assertTrue(!sequel.isKnown());
    int nearest = 0;
    double best = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < SPACE.size(); i++) {
      double s = Vectors.dot(sequel.value(), SPACE.place(i).value());
      if (s > best) {
        best = s;
        nearest = i;
      }
    }
    assertTrue(SPACE.item(nearest).id().startsWith("cobalt"), SPACE.item(nearest).id());
  }

  @Test
  void aTitleWithoutAKnownWordIsPlacedAtTheOriginAndStillScores() {
    PlacedItem stranger = SPACE.placeByTitle(Item.titled("x", "\uD83D\uDE00 ???"));
    assertArrayEquals(new float[SPACE.valueDimension()], stranger.value());
    double[] scores =
        SPACE.candidates(List.of(stranger, SPACE.place(0))).scores(new double[dimension()]);
    assertTrue(Double.isFinite(scores[0]));
  }

  @Test
  void knownAndUnknownCandidatesScoreAlikeInAnyMixture() {
    PlacedItem known = SPACE.place(3);
    PlacedItem stranger = SPACE.placeByTitle(Item.titled("x", "The Dune Chronicles"));
    double[] output = output(SPACE, history(SPACE, World.id(3, 1)));
    double alone = SPACE.candidates(List.of(known)).scores(output)[0];
    double mixed = SPACE.candidates(List.of(known, stranger)).scores(output)[0];
    assertEquals(alone, mixed, 1e-12);
  }

  @Test
  void aNewItemIsAsLikelyAsTheOnesThatWereChosenOnce() {
    List<Item> items =
        Stream.of("a", "b", "c").map(id -> Item.titled(id, "Title of " + id)).toList();
    List<Interaction> interactions = new ArrayList<>();
    for (int user = 0; user < 4; user++) {
      interactions.add(new Interaction("u" + user, "a", user, Double.NaN));
    }
    interactions.add(new Interaction("u0", "b", 10, Double.NaN));
    interactions.add(new Interaction("u1", "c", 30, Double.NaN));
    ItemSpace space = ItemSpace.fit(items, interactions, World.settings());

    double mean = (space.place(1).priorScore() + space.place(2).priorScore()) / 2;
    assertEquals(mean, space.placeByTitle(Item.titled("new", "Another")).priorScore(), 1e-12);
    assertNotEquals(mean, space.place(1).priorScore(), 1e-12);
  }

  @Test
  void theScanOfTheCatalogueAgreesWithTheScoresOfAllItsItemsAsCandidates() {
    List<PlacedItem> all = IntStream.range(0, SPACE.size()).mapToObj(SPACE::place).toList();
    double[] output = output(SPACE, history(SPACE, World.id(3, 1), World.id(2, 2)));
    double[] reference = SPACE.candidates(all).scores(output);
    double[] scores = SPACE.scores(output);
    double length = Math.sqrt(Arrays.stream(output).map(x -> x * x).sum());
    for (int i = 0; i < scores.length; i++) {
      float[] e = all.get(i).representation();
      assertEquals(reference[i], scores[i], 5e-7 * length * Math.sqrt(Vectors.dot(e, e)));
    }
  }

  @Test
  void anOutputOfAnotherLengthOrNotFiniteIsRefused() {
    double[] nan = new double[dimension()];
    nan[1] = Double.NaN;
    assertThrows(IllegalArgumentException.class, () -> SPACE.scores(nan));
    assertThrows(IllegalArgumentException.class, () -> SPACE.scores(new double[dimension() - 1]));
  }

  @Test
  void aHistoryWithAnUnknownItemAttendsLikeOneOfKnownItems() {
    PlacedItem twin = SPACE.place(5);
    PlacedItem unknown = new PlacedItem(-1, twin.item(), twin.value(), twin.representation(), 0);
    assertArrayEquals(
        output(SPACE, List.of(SPACE.place(1), twin)),
        output(SPACE, List.of(SPACE.place(1), unknown)),
        1e-12);
  }

  @Test
  void noHistoryLeavesThePriorAlone() {
    assertArrayEquals(new double[dimension()], output(SPACE, List.of()), 0);
  }

  @Test
  void aLongerHistoryMovesTheOutputFurther() {
    List<PlacedItem> one = history(SPACE, World.id(2, 2));
    List<PlacedItem> three = history(SPACE, World.id(2, 2), World.id(2, 2), World.id(2, 2));
    assertTrue(norm(output(SPACE, three)) > norm(output(SPACE, one)));
  }

  @Test
  void aDemonstrationInTheQuerysContextWeighsMoreThanOneOfAnother() {
    List<PlacedItem> history = history(SPACE, World.id(4, 1), World.id(4, 2));
    double near = logMass(history, World.id(4, 1), World.id(4, 2), World.id(4, 3));
    double far = logMass(history, World.id(9, 1), World.id(9, 2), World.id(9, 3));
    assertTrue(near > far, near + " against " + far);
  }

  @Test
  void emptyCataloguesAndLonelyItemsFit() {
    ItemSpace empty = ItemSpace.fit(List.of(), List.of(), World.settings());
    assertEquals(0, empty.size());
    assertEquals(-1, empty.indexOf("a"));
    PlacedItem placed = empty.placeByTitle(Item.titled("a", "Anything"));
    assertTrue(
        Double.isFinite(
            empty.candidates(List.of(placed)).scores(output(empty, List.of(placed)))[0]));

    ItemSpace lonely =
        ItemSpace.fit(
            List.of(Item.titled("a", "")),
            List.of(new Interaction("u", "a", 1, 5)),
            World.settings());
    assertEquals(1, lonely.statistics().interactions());
    assertTrue(Double.isFinite(scores(lonely, List.of(lonely.place(0)))[0]));
  }

  @Test
  void titlesAloneMakeASpace() {
    ItemSpace titlesOnly = ItemSpace.fit(WORLD.items, List.of(), World.settings());
    double[] scores = scores(titlesOnly, history(titlesOnly, World.id(6, 0)));
    assertTrue(
        scores[titlesOnly.indexOf(World.id(6, 5))] > scores[titlesOnly.indexOf(World.id(7, 5))]);
  }

  @Test
  void interactionsOfUnknownItemsAreLeftOut() {
    List<Interaction> more = new ArrayList<>(WORLD.interactions);
    more.add(new Interaction("stranger", "nowhere", 1, 1));
    ItemSpace space = ItemSpace.fit(WORLD.items, more, World.settings());
    assertEquals(SPACE.statistics(), space.statistics());
  }

  @Test
  void theCallersOwnVectorsMakeABlockAndMustAgreeInLength() {
    List<Item> items =
        List.of(
            new Item("a", "One", null, null, new float[] {3, 4}),
            new Item("b", "Two", "brand", "category", new float[] {4, 3}),
            Item.titled("c", "Three"));
    ItemSpace space = ItemSpace.fit(items, List.of(), World.settings());
    double[] scores = scores(space, List.of(space.place(0)));
    assertTrue(scores[1] > scores[2]);
    assertThrows(
        IllegalArgumentException.class,
        () ->
            ItemSpace.fit(
                List.of(items.get(0), new Item("d", "Four", null, null, new float[3])),
                List.of(),
                World.settings()));
  }

  private static int dimension() {
    return SPACE.valueDimension();
  }

  private static List<PlacedItem> history(ItemSpace space, String... ids) {
    return java.util.Arrays.stream(ids).map(id -> space.place(space.indexOf(id))).toList();
  }

  private static double[] output(ItemSpace space, List<PlacedItem> history) {
    return DualState.read(space.kernel(), space.ownTokens(history), space.query(history)).output();
  }

  private static double[] scores(ItemSpace space, List<PlacedItem> history) {
    List<PlacedItem> all = new ArrayList<>();
    for (int i = 0; i < space.size(); i++) {
      all.add(space.place(i));
    }
    return space.candidates(all).scores(output(space, history));
  }

  private static double logMass(
      List<PlacedItem> history, String first, String second, String target) {
    return DualState.read(
            SPACE.kernel(),
            SPACE.demonstrationTokens(
                history(SPACE, first, second), SPACE.place(SPACE.indexOf(target)), 1),
            SPACE.query(history))
        .logMass();
  }

  private static double norm(double[] v) {
    double square = 0;
    for (double x : v) {
      square += x * x;
    }
    return Math.sqrt(square);
  }
}
