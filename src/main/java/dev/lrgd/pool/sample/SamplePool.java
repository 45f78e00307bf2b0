package dev.lrgd.pool.sample;

import dev.lrgd.space.Interaction;
import dev.lrgd.space.Item;
import java.util.List;

/**
 * What the embedded default recommends from.
 *
 * @param items real books
 * @param interactions of synthetic readers
 */
public record SamplePool(List<Item> items, List<Interaction> interactions) {
  /** The name of the pool. */
  public static final String NAME = "books";

  private static final int READERS = 240;
  private static final long SEED = 1928;

  public static SamplePool make() {
    List<SampleBook> books = SampleBooks.read();
    return new SamplePool(
        books.stream().map(SampleBook::item).toList(),
        SampleReaders.interactions(books, READERS, SEED));
  }
}
