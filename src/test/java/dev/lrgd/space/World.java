package dev.lrgd.space;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A small made-up catalogue of series: a user stays mostly within one series and reads its volumes
 * in order, so behaviour, order and titles all tell something.
 */
final class World {
  static final int SERIES = 12;
  static final int VOLUMES = 8;
  private static final String[] NAMES = {
    "Amber", "Basalt", "Cobalt", "Dune", "Ember", "Fjord", "Garnet", "Harbor", "Indigo", "Juniper",
    "Kestrel", "Lagoon"
  };

  final List<Item> items = new ArrayList<>();
  final List<Interaction> interactions = new ArrayList<>();

  World(int users, long seed) {
    for (int s = 0; s < SERIES; s++) {
      for (int v = 0; v < VOLUMES; v++) {
        items.add(Item.titled(id(s, v), "The " + NAMES[s] + " Chronicles, volume " + (v + 1)));
      }
    }
    SplittableRandom random = new SplittableRandom(seed);
    for (int u = 0; u < users; u++) {
      int series = random.nextInt(SERIES);
      int from = random.nextInt(VOLUMES - 3);
      for (int k = 0; k < 4; k++) {
        boolean strays = random.nextInt(10) == 0;
        String item =
            strays ? id(random.nextInt(SERIES), random.nextInt(VOLUMES)) : id(series, from + k);
        interactions.add(new Interaction("u" + u, item, k, Double.NaN));
      }
    }
  }

  static String id(int series, int volume) {
    return NAMES[series].toLowerCase(java.util.Locale.ROOT) + "-" + volume;
  }

  static FitSettings settings() {
    return new FitSettings(16, 16, 4, 200, 200, 1);
  }

  ItemSpace fit() {
    return ItemSpace.fit(items, interactions, settings());
  }
}
