package dev.lrgd.evaluate.convert;

import dev.lrgd.evaluate.data.DataException;
import dev.lrgd.evaluate.data.TextFile;
import dev.lrgd.space.Interaction;
import dev.lrgd.space.Item;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads a public pair of files. What nobody chose is dropped, and so is what came twice. */
public final class Conversion {
  private final PublicFormat format;
  private final int core;

  /**
   * @param core users and items with fewer interactions are dropped; 1 keeps all
   */
  public Conversion(PublicFormat format, int core) {
    this.format = format;
    this.core = core;
  }

  /**
   * What a conversion gives.
   *
   * @param items that were chosen and are described, in the order of the items file
   * @param interactions in order of time
   * @param undescribed how many items were chosen but are not in the items file
   */
  public record Converted(List<Item> items, List<Interaction> interactions, int undescribed) {}

  public Converted read(TextFile interactionsFile, TextFile itemsFile) {
    List<Interaction> interactions = Core.of(core, interactions(interactionsFile));
    if (interactions.isEmpty()) {
      throw new DataException(
          interactionsFile.path(),
          core > 1 ? "no interaction is left in the " + core + "-core" : "no interaction in it");
    }
    Set<String> chosen = new HashSet<>();
    interactions.forEach(i -> chosen.add(i.item()));
    Map<String, Item> items = new LinkedHashMap<>();
    itemsFile.forEachLine(
        line -> {
          Item item = format.item(line);
          if (item != null && chosen.contains(item.id())) {
            items.putIfAbsent(item.id(), item);
          }
        });
    return new Converted(List.copyOf(items.values()), interactions, chosen.size() - items.size());
  }

  private List<Interaction> interactions(TextFile file) {
    List<Interaction> interactions = new ArrayList<>();
    Set<Choice> seen = new HashSet<>();
    Map<String, String> ids = new HashMap<>();
    file.forEachLine(
        line -> {
          Interaction read = format.interaction(line);
          if (read != null && seen.add(new Choice(read.user(), read.item(), read.time()))) {
            String user = ids.computeIfAbsent(read.user(), same -> same);
            String item = ids.computeIfAbsent(read.item(), same -> same);
            interactions.add(new Interaction(user, item, read.time(), read.rating()));
          }
        });
    interactions.sort(Comparator.comparingLong(Interaction::time));
    return interactions;
  }

  /** Equal ones are the same interaction. */
  private record Choice(String user, String item, long time) {}
}
