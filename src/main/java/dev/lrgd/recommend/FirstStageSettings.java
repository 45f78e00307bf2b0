package dev.lrgd.recommend;

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
    double leastEffect) {

  public static FirstStageSettings defaults() {
    return new FirstStageSettings(100, 1, 3, 15, 3, 0.5, 0.2, 30, 0, 0.5, 0, 0);
  }
}
