package dev.lrgd.recommend;

import dev.lrgd.pool.PoolView;
import dev.lrgd.space.Item;
import dev.lrgd.space.ItemSpace;
import dev.lrgd.space.PlacedItem;
import java.util.List;

/**
 * Where a request's items stand in the space of the version that answers: a known item by its id, a
 * staged one by what was PUT, any other by the title in the request. An id that nobody knows and
 * that comes without a title stands where an empty title does: it can be ranked, with nothing
 * speaking for it.
 */
record Placement(PoolView view) {

  PlacedItem place(ItemReference reference) {
    String id = reference.id() == null ? "" : reference.id();
    ItemSpace space = view.version().space();
    int index = space.indexOf(id);
    if (index >= 0) {
      return space.place(index);
    }
    Item titled = Item.titled(id, reference.title() == null ? "" : reference.title());
    return space.placeByTitle(view.staged().getOrDefault(id, titled));
  }

  List<PlacedItem> place(List<ItemReference> references) {
    return references.stream().map(this::place).toList();
  }
}
