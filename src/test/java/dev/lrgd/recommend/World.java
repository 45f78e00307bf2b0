package dev.lrgd.recommend;

import dev.lrgd.pool.Demonstration;
import dev.lrgd.pool.Evidence;
import dev.lrgd.pool.PoolVersion;
import dev.lrgd.pool.Provenance;
import dev.lrgd.pool.Tuning;
import dev.lrgd.pool.VersionSummary;
import dev.lrgd.space.FitSettings;
import dev.lrgd.space.Interaction;
import dev.lrgd.space.Item;
import dev.lrgd.space.ItemSpace;
import dev.lrgd.space.PlacedItem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A small world of genres: items 0..n-1 belong to genre i mod G, and a user of genre g mostly
 * chooses items of it. One demonstration per user, the last choice.
 */
final class World {
  static final int GENRES = 4;
  private static final int HISTORY = 6;
  private static final double LOYALTY = 0.9;

  final ItemSpace space;
  final List<Demonstration> demonstrations = new ArrayList<>();
  private final Random random;
  private final int items;

  World(long seed, int items, int users) {
    this.random = new Random(seed);
    this.items = items;
    List<Item> catalogue =
        IntStream.range(0, items).mapToObj(i -> Item.titled(id(i), title(i))).toList();
    List<Interaction> interactions = new ArrayList<>();
    for (int u = 0; u < users; u++) {
      List<String> chosen = choices(u % GENRES, HISTORY);
      for (int t = 0; t < HISTORY; t++) {
        interactions.add(new Interaction("user" + u, chosen.get(t), 100L * t + u, Double.NaN));
      }
      demonstrations.add(
          demonstration(
              "d" + u,
              "user" + u,
              chosen.subList(0, HISTORY - 1),
              chosen.get(HISTORY - 1),
              100L * HISTORY + u,
              1. / users));
    }
    this.space = ItemSpace.fit(catalogue, interactions, FitSettings.defaults());
  }

  static Demonstration demonstration(
      String id, String user, List<String> history, String target, long time, double weight) {
    return new Demonstration(
        id, user, history, target, time, Provenance.SYNTHETIC, weight, weight, 0, Evidence.NONE);
  }

  static String id(int item) {
    return "i" + item;
  }

  private static String title(int item) {
    return "genre" + item % GENRES + " story number" + item;
  }

  /** So many distinct items, mostly of one genre. */
  List<String> choices(int genre, int count) {
    return Stream.generate(() -> id(choice(genre))).distinct().limit(count).toList();
  }

  /** The same, of that genre only. */
  List<String> loyalChoices(int genre, int count) {
    return Stream.generate(() -> id(genre + GENRES * random.nextInt(items / GENRES)))
        .distinct()
        .limit(count)
        .toList();
  }

  private int choice(int genre) {
    int g = random.nextDouble() < LOYALTY ? genre : random.nextInt(GENRES);
    return g + GENRES * random.nextInt(items / GENRES);
  }

  List<PlacedItem> placed(List<String> ids) {
    return ids.stream().map(id -> space.place(space.indexOf(id))).toList();
  }

  DemonstrationIndex index() {
    return DemonstrationIndex.of(space, demonstrations, 1);
  }

  /** A user of a genre whom no demonstration comes from. */
  Situation stranger(int genre, int historyLength) {
    return situation(null, choices(genre, historyLength));
  }

  PoolVersion version() {
    return new PoolVersion(
        new VersionSummary(3, Instant.EPOCH, space.size(), 0, 0, demonstrations.size(), ""),
        space,
        demonstrations,
        Tuning.START);
  }

  Situation situation(String user, List<String> history) {
    return Situation.of(space, user, placed(history), Situation.NOW, 7);
  }
}
