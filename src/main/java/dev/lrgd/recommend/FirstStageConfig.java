package dev.lrgd.recommend;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How a service chooses demonstrations; see {@link FirstStageSettings}. */
@ConfigMapping(prefix = "lrgd.first-stage")
public interface FirstStageConfig {

  /** How many of the nearest demonstrations are looked at closely. */
  @WithDefault("100")
  int retrieved();

  /** How many of a demonstration's last transitions count, 1 to 3. */
  @WithDefault("1")
  int transitions();

  /** How many of the user's own last items stand in for the unknown next one, 0 to 3. */
  @WithDefault("3")
  int holdouts();

  /** How many similar users' next items stand in for it. */
  @WithDefault("15")
  int neighbours();

  /** In how many groups the neighbours judge each other's demonstrations. */
  @WithDefault("3")
  int groups();

  /** Weight of the user's own last items against the neighbours, 0 to 1. */
  @WithDefault("0.5")
  double holdoutShare();

  /** The smaller, the more the nearest neighbours count. */
  @WithDefault("0.2")
  double temperature();

  /** How many catalogue items a stand-in competes with. */
  @WithDefault("30")
  int negatives();

  /** Logarithm of a demonstration's learning rate. */
  @WithDefault("0")
  double logWeight();

  /** Largest share of the attention that demonstrations may take. */
  @WithDefault("0.5")
  double massCap();

  /** By how many standard deviations a predicted effect must be certain. */
  @WithDefault("0")
  double caution();

  /** Predicted effect in nats below which no demonstration is shown. */
  @WithDefault("0")
  double leastEffect();

  default FirstStageSettings settings() {
    return new FirstStageSettings(
        retrieved(),
        transitions(),
        holdouts(),
        neighbours(),
        groups(),
        holdoutShare(),
        temperature(),
        negatives(),
        logWeight(),
        massCap(),
        caution(),
        leastEffect());
  }
}
