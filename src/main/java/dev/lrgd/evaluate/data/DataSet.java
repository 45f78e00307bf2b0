package dev.lrgd.evaluate.data;

import dev.lrgd.space.Interaction;
import dev.lrgd.space.Item;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A catalogue and what its users chose.
 *
 * @param name for reports
 * @param items by id
 * @param interactions in order of time, those of the same time in the order they came in
 * @param timestamped whether times compare across users; otherwise they order a user's own only
 */
public record DataSet(
    String name, Map<String, Item> items, List<Interaction> interactions, boolean timestamped) {

  /** Of items with the same id the last one counts. Items never listed have no title. */
  public static DataSet of(
      String name, List<Item> items, List<Interaction> interactions, boolean timestamped) {
    Map<String, Item> byId = new LinkedHashMap<>();
    items.forEach(item -> byId.put(item.id(), item));
    interactions.forEach(i -> byId.computeIfAbsent(i.item(), id -> Item.titled(id, "")));
    List<Interaction> ordered = new ArrayList<>(interactions);
    ordered.sort(Comparator.comparingLong(Interaction::time));
    return new DataSet(name, byId, ordered, timestamped);
  }

  /** The item of that id; one without title when the catalogue lacks it. */
  public Item item(String id) {
    Item item = items.get(id);
    return item == null ? Item.titled(id, "") : item;
  }

  /** The interactions of each user, oldest first. */
  public Map<String, List<Interaction>> histories() {
    Map<String, List<Interaction>> histories = new LinkedHashMap<>();
    for (Interaction interaction : interactions) {
      histories.computeIfAbsent(interaction.user(), user -> new ArrayList<>()).add(interaction);
    }
    return histories;
  }

  /** The same catalogue with other interactions, which are in order already. */
  DataSet with(List<Interaction> ordered) {
    return new DataSet(name, items, ordered, timestamped);
  }
}
