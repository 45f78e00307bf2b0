package dev.lrgd.recommend;

import dev.lrgd.space.ItemSpace;

/** A request that was understood and can not be met, whatever is retried. */
public final class ImpossibleRequest extends RuntimeException {
  private final String field;

  public ImpossibleRequest(String field, String message) {
    super(message);
    this.field = field;
  }

  /** Only a version has a catalogue to rank: what is staged is in none yet. */
  static void refuseNoVersion(ItemSpace catalogue) {
    if (catalogue.size() == 0) {
      throw new ImpossibleRequest(
          "candidates",
          "the pool has no version yet: POST .../adaptations makes one of what was PUT, and until"
              + " then candidates must be given");
    }
  }

  /** The place in the request. */
  public String field() {
    return field;
  }
}
