package dev.lrgd.recommend;

import dev.lrgd.pool.Tuning;

/**
 * How the first stage looks for demonstrations. The defaults were checked on held-out second-last
 * items (no other setting tried was clearly better), not tuned there.
 *
 * @param retrieved how many demonstrations are looked at closely, at least 1
 * @param transitions how many of a demonstration's last transitions are its tokens, 1 to 3
 * @param holdouts how many of the user's own last items serve as pseudo-targets, 0 to 3
 * @param neighbours how many similar users' next items serve as pseudo-targets, at least 0
 * @param groups in how many groups the neighbours are asked; a group does not judge its own
 *     demonstrations; at least 2
 * @param holdoutShare weight of the holdouts against the neighbourhood, in [0, 1]
 * @param temperature of the neighbours' weights e^(similarity / temperature), above 0
 * @param negatives how many catalogue items each pseudo-target competes with, at least 1
 * @param logWeight log learning rate of every demonstration, finite
 * @param massCap largest share of attention the demonstrations may take, in (0, 1)
 * @param caution z of the gate: how many standard deviations over the pseudo-targets the lower
 *     bound must stay above the least effect; at least 0
 * @param leastEffect in nats; below it no demonstration is shown
 * @param theta weight of the worst case in what is maximised, in [0, 1]
 * @param rho by how much the worst case may shift a key, at least 0
 * @param exploration how likely one slot is given to chance, in [0, 1); 0 in every evaluation
 * @param zeroShot whether no demonstration is shown
 */
public record FirstStageSettings(
    int retrieved,
    int transitions,
    int holdouts,
    int neighbours,
    int groups,
    double holdoutShare,
    double temperature,
    int negatives,
    double logWeight,
    double massCap,
    double caution,
    double leastEffect,
    double theta,
    double rho,
    double exploration,
    boolean zeroShot) {

  public static FirstStageSettings defaults() {
    return new FirstStageSettings(100, 1, 3, 15, 3, 0.5, 0.2, 30, 0, 0.5, 0, 0, 0, 0, 0, false);
  }

  /** These with the strengths that a version was tuned to. */
  public FirstStageSettings tuned(Tuning tuning) {
    return with(tuning, exploration);
  }

  /** These with another share of chance. */
  public FirstStageSettings exploring(double share) {
    return with(new Tuning(logWeight, massCap, caution, theta, rho, zeroShot), share);
  }

  private FirstStageSettings with(Tuning tuning, double share) {
    return new FirstStageSettings(
        retrieved,
        transitions,
        holdouts,
        neighbours,
        groups,
        holdoutShare,
        temperature,
        negatives,
        tuning.logWeight(),
        tuning.massCap(),
        tuning.caution(),
        leastEffect,
        tuning.theta(),
        tuning.rho(),
        share,
        tuning.zeroShot());
  }
}
