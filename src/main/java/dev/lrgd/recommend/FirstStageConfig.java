package dev.lrgd.recommend;

import dev.lrgd.pool.Tuning;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.Optional;

/** How a service chooses demonstrations; see {@link FirstStageSettings}. */
@ConfigMapping(prefix = "lrgd.first-stage")
public interface FirstStageConfig {

  /** How many of the nearest demonstrations are looked at closely. */
  @WithDefault("100")
  @Min(1)
  int retrieved();

  /** How many of a demonstration's last transitions count, 1 to 3. */
  @WithDefault("1")
  @Min(1)
  @Max(3)
  int transitions();

  /** How many of the user's own last items stand in for the unknown next one, 0 to 3. */
  @WithDefault("3")
  @Min(0)
  @Max(3)
  int holdouts();

  /** How many similar users' next items stand in for it. */
  @WithDefault("15")
  @Min(0)
  int neighbours();

  /** In how many groups the neighbours judge each other's demonstrations. */
  @WithDefault("3")
  @Min(2)
  int groups();

  /** Weight of the user's own last items against the neighbours, 0 to 1. */
  @WithDefault("0.5")
  @DecimalMin("0")
  @DecimalMax("1")
  double holdoutShare();

  /** The smaller, the more the nearest neighbours count; with less, nobody else counts at all. */
  @WithDefault("0.2")
  @DecimalMin("0.01")
  double temperature();

  /** How many catalogue items a stand-in competes with. */
  @WithDefault("30")
  @Min(1)
  int negatives();

  /** Logarithm of a demonstration's learning rate; empty: as the version was tuned. */
  Optional<Double> logWeight();

  /**
   * Largest share of the attention that demonstrations may take; empty: as the version was tuned.
   */
  Optional<
          @DecimalMin(value = "0", inclusive = false) @DecimalMax(value = "1", inclusive = false)
          Double>
      massCap();

  /**
   * By how many standard deviations a predicted effect must be certain; empty: as the version was
   * tuned.
   */
  Optional<@DecimalMin("0") Double> caution();

  /** Predicted effect in nats below which no demonstration is shown. */
  @WithDefault("0")
  double leastEffect();

  /** Weight of the worst case in what a selection maximises; empty: as the version was tuned. */
  Optional<@DecimalMin("0") @DecimalMax("1") Double> theta();

  /** By how much the worst case may shift a key; empty: as the version was tuned. */
  Optional<@DecimalMin("0") Double> rho();

  /**
   * How likely one of the demonstrations is drawn by lot among the nearest, so that the second
   * stage learns about those that are not chosen. 0 switches it off.
   */
  @WithDefault("0.02")
  @DecimalMin("0")
  @DecimalMax(value = "1", inclusive = false)
  double exploration();

  /** For a version: what is configured goes before what the version was tuned to. */
  default FirstStageSettings settings(Tuning tuning) {
    return new FirstStageSettings(
        retrieved(),
        transitions(),
        holdouts(),
        neighbours(),
        groups(),
        holdoutShare(),
        temperature(),
        negatives(),
        logWeight().orElse(tuning.logWeight()),
        massCap().orElse(tuning.massCap()),
        caution().orElse(tuning.caution()),
        leastEffect(),
        theta().orElse(tuning.theta()),
        rho().orElse(tuning.rho()),
        exploration(),
        tuning.zeroShot());
  }
}
