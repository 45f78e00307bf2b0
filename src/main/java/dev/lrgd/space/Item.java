package dev.lrgd.space;

import java.util.Objects;

/**
 * An item of a catalogue.
 *
 * @param id the caller's name for it
 * @param title what people call it; empty where there is none
 * @param brand maker, author, publisher; null where unknown
 * @param category null where unknown
 * @param vector a vector of the caller's own, of one length throughout a catalogue; null where
 *     there is none. Not copied: nobody writes to it.
 */
public record Item(String id, String title, String brand, String category, float[] vector) {
  public Item {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(title, "title");
  }

  /** An item of which nothing but the title is known. */
  public static Item titled(String id, String title) {
    return new Item(id, title, null, null, null);
  }
}
