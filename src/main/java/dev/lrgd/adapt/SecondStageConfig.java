package dev.lrgd.adapt;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Min;

/** How a pool is kept good; see {@link SecondStageSettings}. */
@ConfigMapping(prefix = "lrgd.adaptation")
public interface SecondStageConfig {

  /**
   * When a server adapts every pool by itself, as a Quartz cron expression: {@code 0 0 * * * ?} is
   * every full hour. Servers that share a store may have the same schedule; each time is served
   * once. {@code off} where it is started from outside, as Lambda's is.
   */
  @WithDefault("off")
  String schedule();

  /**
   * How many outcomes one adaptation learns from at most; the next one goes on from there. Fewer
   * that decided nothing are read again together with what came after them; so many make room for
   * it.
   */
  @WithDefault("200000")
  @Min(1)
  int maxOutcomes();

  /**
   * From how many interactions one adaptation learns at most, the newest: its time and memory go
   * with them, and a function has 15 minutes. Older ones stay in the pool as their users'
   * histories.
   */
  @WithDefault("1000000")
  @Min(1)
  int maxInteractions();

  /** Step size of the demonstrations' weights. */
  @WithDefault("1")
  @DecimalMin(value = "0", inclusive = false)
  double eta();

  /**
   * How many times as much as another a demonstration may ever weigh. 5.8 keeps the effective
   * number above half of the number.
   */
  @WithDefault("5.8")
  @DecimalMin(value = "1", inclusive = false)
  double largestRatio();

  /** For how many uses one use may count where it came by a small chance. */
  @WithDefault("20")
  @DecimalMin("1")
  double propensityCap();

  /** How much is expected of a demonstration without outcome. */
  @WithDefault("0.1")
  @DecimalMin("0")
  double bonus();

  /** The share of a full pool that one adaptation may replace. */
  @WithDefault("0.2")
  @DecimalMin("0")
  @DecimalMax("1")
  double refreshShare();

  /** How many users' last choices are held out of a version to judge it, a tenth of all at most. */
  @WithDefault("1000")
  @Min(0)
  int validationUsers();

  /**
   * With fewer than these nothing is held out, and a version is published unless an alarm rings.
   */
  @WithDefault("100")
  @Min(1)
  int leastValidationUsers();

  /** By how much NDCG@10 may be lower than before at the lower end of its interval. */
  @WithDefault("0.02")
  @DecimalMin("0")
  double tolerance();

  /** Chance of one wrong verdict over all versions together. */
  @WithDefault("0.05")
  @DecimalMin(value = "0", inclusive = false)
  @DecimalMax(value = "1", inclusive = false)
  double error();

  default SecondStageSettings settings(AdaptConfig pool) {
    return new SecondStageSettings(
        pool.maxDemonstrations(),
        pool.demonstrationHistory(),
        eta(),
        largestRatio(),
        propensityCap(),
        bonus(),
        refreshShare(),
        true,
        true,
        validationUsers(),
        leastValidationUsers(),
        tolerance(),
        error(),
        true,
        true,
        1);
  }
}
