package dev.lrgd.adapt;

import dev.lrgd.pool.Demonstration;
import dev.lrgd.pool.PoolVersion;
import dev.lrgd.pool.Tuning;
import dev.lrgd.pool.VersionSummary;
import dev.lrgd.space.FitSettings;
import dev.lrgd.space.Interaction;
import dev.lrgd.space.Item;
import dev.lrgd.space.ItemSpace;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/** Users who mostly choose items of one genre; item i is of genre i mod {@value #GENRES}. */
final class SmallWorld {
  static final int GENRES = 4;
  static final int ITEMS = 48;
  static final int USERS = 240;
  private static final int HISTORY = 6;
  private static final double LOYALTY = 0.85;

  final List<Item> items = new ArrayList<>();
  final List<Interaction> interactions = new ArrayList<>();
  final ItemSpace space;

  SmallWorld(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < ITEMS; i++) {
      items.add(Item.titled("i" + i, "genre" + i % GENRES + " story number" + i));
    }
    for (int u = 0; u < USERS; u++) {
      Set<Integer> chosen = new HashSet<>();
      for (int t = 0; t < HISTORY; ) {
        int genre = random.nextDouble() < LOYALTY ? u % GENRES : random.nextInt(GENRES);
        int item = genre + GENRES * random.nextInt(ITEMS / GENRES);
        if (chosen.add(item)) {
          interactions.add(new Interaction("u" + u, "i" + item, 1000L * t++ + u, Double.NaN));
        }
      }
    }
    this.space = ItemSpace.fit(items, interactions, FitSettings.defaults());
  }

  /** So many demonstrations made from the interactions. */
  List<Demonstration> demonstrations(int count) {
    return new DemonstrationBuilder(count, HISTORY).build(interactions, id -> true);
  }

  PoolVersion version(int number, List<Demonstration> demonstrations) {
    return new PoolVersion(
        new VersionSummary(
            number, Instant.EPOCH, ITEMS, USERS, interactions.size(), demonstrations.size(), ""),
        space,
        demonstrations,
        Tuning.START);
  }
}
