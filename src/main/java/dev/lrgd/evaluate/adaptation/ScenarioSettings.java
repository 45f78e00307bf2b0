package dev.lrgd.evaluate.adaptation;

/**
 * The size of a simulated world.
 *
 * @param users drawn for one seed; half of them come before the drift, half after
 * @param judges held-out users of each half
 * @param rounds of the second stage; the drift comes after half of them
 * @param visits a round
 */
public record ScenarioSettings(int users, int judges, int rounds, int visits, Drift drift) {
  int roundsBefore() {
    return rounds / 2;
  }
}
