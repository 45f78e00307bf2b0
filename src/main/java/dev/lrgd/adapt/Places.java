package dev.lrgd.adapt;

import dev.lrgd.space.Item;
import dev.lrgd.space.ItemSpace;
import dev.lrgd.space.PlacedItem;
import java.util.List;

/** Items by id; one that the space does not know stands where an empty title does. */
final class Places {
  private Places() {}

  static PlacedItem of(ItemSpace space, String id) {
    int index = space.indexOf(id);
    return index < 0 ? space.placeByTitle(Item.titled(id, "")) : space.place(index);
  }

  static List<PlacedItem> of(ItemSpace space, List<String> ids) {
    return ids.stream().map(id -> of(space, id)).toList();
  }
}
