package dev.lrgd.evaluate.adaptation;

import dev.lrgd.evaluate.data.DataSet;
import dev.lrgd.space.FitSettings;
import dev.lrgd.space.Interaction;
import dev.lrgd.space.Item;
import dev.lrgd.space.ItemSpace;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/** Users of an even number choose among tales of the sea, the others among tales of space. */
final class TwoTastes {
  private static final int ITEMS = 120;
  private static final int USERS = 240;
  private static final int HISTORY = 6;
  private static final double LOYALTY = 0.9;

  final DataSet data;
  final ItemSpace titles;

  /**
   * @param timestamped whether times are times: of odd users later
   */
  TwoTastes(boolean timestamped) {
    List<Item> items = new ArrayList<>();
    for (int i = 0; i < ITEMS; i++) {
      String taste = i % 2 == 0 ? "sea ship harbour" : "space rocket planet";
      items.add(Item.titled("i" + i, taste + " shelf" + i % 8 + " tale" + i));
    }
    SplittableRandom random = new SplittableRandom(7);
    List<Interaction> interactions = new ArrayList<>();
    for (int u = 0; u < USERS; u++) {
      Set<Integer> chosen = new HashSet<>();
      while (chosen.size() < HISTORY) {
        int taste = random.nextDouble() < LOYALTY ? u % 2 : 1 - u % 2;
        int item = taste + 2 * random.nextInt(ITEMS / 2);
        if (chosen.add(item)) {
          long time = timestamped ? 100L * chosen.size() + 1_000_000 * (u % 2) + u : chosen.size();
          interactions.add(new Interaction("u" + u, "i" + item, time, Double.NaN));
        }
      }
    }
    this.data = DataSet.of("tastes", items, interactions, timestamped);
    this.titles = ItemSpace.fit(items, List.of(), FitSettings.defaults());
  }

  static boolean isOfTheSea(String user) {
    return Integer.parseInt(user.substring(1)) % 2 == 0;
  }
}
