package dev.lrgd.evaluate.incontext;

import dev.lrgd.evaluate.data.DataSet;
import dev.lrgd.space.Item;
import dev.lrgd.space.ItemSpace;
import dev.lrgd.space.PlacedItem;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Items as the in-context recommender sees them: the title block of the item space and, as one more
 * component, how popular the item is. What users chose together is in none of it, as it is not in
 * an LLM: that is for demonstrations to tell.
 */
public final class ItemVectors {
  /** Brings the logarithm of a count to about the size of the title's components together. */
  private static final double POPULARITY_SCALE = 0.2;

  private final ItemSpace space;
  private final Map<String, Integer> counts = new HashMap<>();
  private final Map<String, double[]> known = new ConcurrentHashMap<>();

  /**
   * @param training whose interactions make items popular
   */
  public ItemVectors(ItemSpace space, DataSet training) {
    this.space = space;
    training.interactions().forEach(i -> counts.merge(i.item(), 1, Integer::sum));
  }

  /** The vector of an item; one that the space does not know has only its title. */
  public double[] of(Item item) {
    int index = space.indexOf(item.id());
    return index < 0
        ? vector(space.placeByTitle(item), 0)
        : known.computeIfAbsent(
            item.id(), id -> vector(space.place(index), counts.getOrDefault(id, 0)));
  }

  private double[] vector(PlacedItem placed, int count) {
    float[] title = space.title(placed);
    double[] vector = new double[title.length + 1];
    for (int i = 0; i < title.length; i++) {
      vector[i] = title[i];
    }
    vector[title.length] = POPULARITY_SCALE * Math.log1p(count);
    return vector;
  }
}
