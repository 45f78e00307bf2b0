package dev.lrgd.evaluate.convert;

import dev.lrgd.evaluate.data.JsonLine;
import dev.lrgd.space.Interaction;
import dev.lrgd.space.Item;
import java.util.List;

/**
 * Amazon Reviews 2018 (Ni et al. 2019): reviews with {@code reviewerID, asin, overall,
 * unixReviewTime}, metadata with {@code asin, title, brand, category}, whose last entry is the most
 * specific one.
 */
final class Amazon2018 implements PublicFormat {
  @Override
  public Interaction interaction(String line) {
    JsonLine review = JsonLine.parse(line);
    return new Interaction(
        review.text("reviewerID"),
        review.text("asin"),
        review.wholeNumber("unixReviewTime"),
        review.number("overall"));
  }

  @Override
  public Item item(String line) {
    JsonLine product = JsonLine.parse(line);
    List<String> categories = product.texts("category");
    return new Item(
        product.text("asin"),
        Words.orEmpty(product.optionalText("title")),
        Words.orNull(product.optionalText("brand")),
        categories.isEmpty() ? null : Words.orNull(categories.get(categories.size() - 1)),
        null);
  }
}
