package dev.lrgd.evaluate.convert;

import dev.lrgd.evaluate.data.JsonLine;
import dev.lrgd.space.Interaction;
import dev.lrgd.space.Item;
import java.util.List;

/**
 * Amazon Reviews 2023 (Hou et al. 2024): reviews with {@code user_id, parent_asin, rating,
 * timestamp} in milliseconds, metadata with {@code parent_asin, title, store, categories}, whose
 * last entry is the most specific one. The parent stands for all variants of a product.
 */
final class Amazon2023 implements PublicFormat {
  private static final long MILLIS_PER_SECOND = 1000;

  @Override
  public Interaction interaction(String line) {
    JsonLine review = JsonLine.parse(line);
    return new Interaction(
        review.text("user_id"),
        review.text("parent_asin"),
        Math.floorDiv(review.wholeNumber("timestamp"), MILLIS_PER_SECOND),
        review.number("rating"));
  }

  @Override
  public Item item(String line) {
    JsonLine product = JsonLine.parse(line);
    List<String> categories = product.texts("categories");
    String category =
        categories.isEmpty()
            ? product.optionalText("main_category")
            : categories.get(categories.size() - 1);
    return new Item(
        product.text("parent_asin"),
        Words.orEmpty(product.optionalText("title")),
        Words.orNull(product.optionalText("store")),
        Words.orNull(category),
        null);
  }
}
