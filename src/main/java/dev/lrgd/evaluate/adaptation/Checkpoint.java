package dev.lrgd.evaluate.adaptation;

import java.util.Map;

/**
 * An arm's pool after a round.
 *
 * @param after whether it is judged by users of after the drift
 * @param ndcg of each judge, by the name of the model that ranks
 * @param zeroShot the same without demonstrations
 * @param effective 1 / sum of squared weights
 * @param participation directions that the demonstrations use
 * @param coverage the share of the catalogue in some judge's ten best items
 * @param gini of the items in those lists, over the catalogue
 * @param fresh the share of the weight on demonstrations from after the drift
 */
record Checkpoint(
    int round,
    boolean after,
    Map<String, double[]> ndcg,
    Map<String, double[]> zeroShot,
    int demonstrations,
    double effective,
    double participation,
    double coverage,
    double gini,
    double fresh) {}
