package dev.lrgd.pool.sample;

import dev.lrgd.space.Item;

/**
 * A book of the sample catalogue.
 *
 * @param item title, author as brand, genre as category
 * @param year of first publication
 * @param series the series it belongs to, whose order is the file's; null for a single volume
 */
public record SampleBook(Item item, int year, String series) {
  public String author() {
    return item.brand();
  }

  public String genre() {
    return item.category();
  }
}
