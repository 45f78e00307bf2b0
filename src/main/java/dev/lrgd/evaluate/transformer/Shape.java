package dev.lrgd.evaluate.transformer;

/**
 * The sizes of a decoder.
 *
 * @param dim of the residual stream, divisible by the number of heads
 * @param hidden of the feed-forward part
 * @param layers at least 1
 * @param heads of queries, divisible by {@code kvHeads}
 * @param kvHeads of keys and values; fewer than {@code heads} where queries are grouped
 */
public record Shape(int dim, int hidden, int layers, int heads, int kvHeads) {
  public Shape {
    if (Math.min(Math.min(dim, hidden), Math.min(layers, kvHeads)) < 1
        || heads % kvHeads != 0
        || dim % (2 * heads) != 0) {
      throw new IllegalArgumentException(
          "no decoder of dim %d, hidden %d, %d layers, %d heads, %d of keys"
              .formatted(dim, hidden, layers, heads, kvHeads));
    }
  }

  public int headDim() {
    return dim / heads;
  }

  /** Length of a token's keys of all heads, and of its values. */
  public int kvDim() {
    return kvHeads * headDim();
  }

  /** Where the keys of a query head begin in a token's keys. */
  public int kvOffset(int head) {
    return head / (heads / kvHeads) * headDim();
  }
}
