package dev.lrgd.space;

/**
 * An item at its place in a space.
 *
 * @param index row of the item in its space, or -1 where only its title placed it
 * @param value what it says as an item of a history or the target of a demonstration
 * @param representation what it answers to as a candidate, the readout's scales folded in
 * @param priorScore its score before any attention
 */
public record PlacedItem(
    int index, Item item, float[] value, float[] representation, double priorScore) {
  public boolean isKnown() {
    return index >= 0;
  }
}
