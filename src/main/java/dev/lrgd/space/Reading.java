package dev.lrgd.space;

/**
 * How a model that knows titles, but not what this catalogue's users chose, reads a prompt: the
 * scalars of a {@link TitleReader}.
 *
 * <p>Attention has one weight for each kind of token: an own item of age a (the last one has age 1)
 * a^{-recency}, an empty one e^sink, an item of a demonstration e^demonstration. There is no kernel
 * on the likeness of a demonstration's titles to the user's.
 *
 * @param title scale of the title block
 * @param popularity weight of the logarithm of how often an item was chosen
 * @param recency exponent of the weight of own items
 * @param sink logarithm of the weight of an empty token
 * @param demonstration logarithm of the weight of each item that a demonstration shows
 * @param shown how many items of a demonstration's history are read, beside its target; at least 0
 */
public record Reading(
    double title,
    double popularity,
    double recency,
    double sink,
    double demonstration,
    int shown) {}
