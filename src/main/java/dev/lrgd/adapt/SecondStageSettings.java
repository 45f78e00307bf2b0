package dev.lrgd.adapt;

import dev.lrgd.dual.MirrorStep;

/**
 * What the second stage may do. The command {@code adaptation} switches its parts off one by one.
 *
 * @param maxDemonstrations how many a version holds at most
 * @param demonstrationHistory how many items before its target one remembers
 * @param eta step size of the weights, in units of the gain bound; 0 leaves them as they are
 * @param largestRatio rho: how many times as much as another a demonstration may weigh; it sets the
 *     pull to the anchor, alpha = 2 / log rho, and with it the least effective number 4 rho n / (1
 *     + rho)^2; infinite for no anchor
 * @param propensityCap a use never counts for more uses than this
 * @param bonus of a demonstration without outcome, in gain bounds at sqrt(log(1 + uses of all))
 * @param refreshShare the share of a full pool that one adaptation may replace
 * @param diverse whether new ones are those farthest from the pool; else the newest
 * @param ageEviction whether the oldest make room
 * @param validationUsers whose last choice is held out to judge versions, at most
 * @param leastValidationUsers below it versions are judged by the other detectors alone
 * @param tolerance by how much NDCG@10 may be lower at the lower end of its interval
 * @param error chance of one wrong verdict over all versions
 * @param tunes whether strengths are chosen anew
 * @param guarded whether the commit rule is applied; else every version is published
 * @param seed of every draw
 */
public record SecondStageSettings(
    int maxDemonstrations,
    int demonstrationHistory,
    double eta,
    double largestRatio,
    double propensityCap,
    double bonus,
    double refreshShare,
    boolean diverse,
    boolean ageEviction,
    int validationUsers,
    int leastValidationUsers,
    double tolerance,
    double error,
    boolean tunes,
    boolean guarded,
    long seed) {

  /** alpha of a pool without alarms. */
  double alpha() {
    return Double.isInfinite(largestRatio) ? 0 : MirrorStep.leastAnchoring(1, largestRatio);
  }
}
