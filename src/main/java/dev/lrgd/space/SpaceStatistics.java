package dev.lrgd.space;

/**
 * What a fit saw and reached. Losses are mean listwise cross-entropies in nats on held-out last
 * items against uniform negatives, NaN where no user had enough of a history.
 *
 * @param users users with at least one known item
 * @param interactions distinct choices of known items
 * @param lists held-out lists of the readout
 * @param lossOfStart with the readout the fit began with
 * @param lossOfOwnTokens with the fitted readout and the user's own tokens
 * @param lossWithDemonstrations the same with demonstrations of other users added, a few near ones
 *     among blindly drawn ones
 */
public record SpaceStatistics(
    int items,
    int users,
    int interactions,
    int lists,
    double lossOfStart,
    double lossOfOwnTokens,
    double lossWithDemonstrations) {}
