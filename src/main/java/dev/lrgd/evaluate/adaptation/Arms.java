package dev.lrgd.evaluate.adaptation;

import dev.lrgd.adapt.SecondStageSettings;
import dev.lrgd.evaluate.adaptation.Arm.Learning;
import java.util.List;
import java.util.function.Consumer;

/**
 * The arms of E5. What the full second stage is, is what the service has as its defaults, but for
 * the sizes, which go with the size of the world.
 */
public final class Arms {
  public static final String STATIC = "static";
  public static final String NAIVE = "naive self-training";
  public static final String NAIVE_REAL = "naive on real choices";
  public static final String FULL = "full second stage";
  static final String WITHOUT = "without ";

  private static final int HISTORY = 20;

  /** {@code lrgd.first-stage.exploration} of the service. */
  private static final double EXPLORATION = 0.02;

  private static final double TOLERANCE = 0.02;
  private static final double ERROR = 0.05;
  private static final int LEAST_VALIDATION = 10;

  private final int pool;
  private final int validation;
  private final long seed;

  /**
   * @param pool how many demonstrations
   * @param validation how many users' last choices the second stage judges versions by, at most
   */
  Arms(int pool, int validation, long seed) {
    this.pool = pool;
    this.validation = validation;
    this.seed = seed;
  }

  /** The names of all arms. */
  public static List<String> names() {
    return new Arms(1, 1, 1).all().stream().map(Arm::name).toList();
  }

  Arm full() {
    return new Arm(FULL, settings(parts -> {}), true, true, Learning.CHOICES, EXPLORATION);
  }

  List<Arm> all() {
    Arm full = full();
    SecondStageSettings naive =
        settings(
            parts -> {
              parts.largestRatio = Double.POSITIVE_INFINITY;
              parts.propensityCap = 1;
              parts.bonus = 0;
              parts.diverse = false;
              parts.tunes = false;
              parts.guarded = false;
              parts.validation = 0;
            });
    return List.of(
        full.named(STATIC).frozen(),
        full.named(NAIVE).with(naive).exploring(0).learningFrom(Learning.RECOMMENDATIONS),
        full.named(NAIVE_REAL).with(naive).exploring(0),
        full,
        without(full, "refresh", parts -> parts.refreshShare = 0),
        full.named(WITHOUT + "real choices").learningFrom(Learning.RECOMMENDATIONS),
        without(full, "reweighting", parts -> parts.eta = 0),
        without(full, "propensities", parts -> parts.propensityCap = 1),
        without(full, "anchor", parts -> parts.largestRatio = Double.POSITIVE_INFINITY),
        without(full, "diversity", parts -> parts.diverse = false),
        without(full, "eviction by age", parts -> parts.ageEviction = false),
        without(full, "tuning", parts -> parts.tunes = false),
        without(full, "guard", parts -> parts.guarded = false),
        without(full, "exploration", parts -> parts.bonus = 0).exploring(0),
        full.named(WITHOUT + "refitted vectors").keepingVectors());
  }

  private Arm without(Arm full, String part, Consumer<Parts> change) {
    return full.named(WITHOUT + part).with(settings(change));
  }

  private SecondStageSettings settings(Consumer<Parts> change) {
    Parts parts = new Parts();
    parts.validation = validation;
    change.accept(parts);
    return new SecondStageSettings(
        pool,
        HISTORY,
        parts.eta,
        parts.largestRatio,
        parts.propensityCap,
        parts.bonus,
        parts.refreshShare,
        parts.diverse,
        parts.ageEviction,
        parts.validation,
        LEAST_VALIDATION,
        TOLERANCE,
        ERROR,
        parts.tunes,
        parts.guarded,
        seed);
  }

  /** What arms differ in; begins as the defaults of {@code lrgd.adaptation.*}. */
  private static final class Parts {
    private double eta = 1;
    private double largestRatio = 5.8;
    private double propensityCap = 20;
    private double bonus = 0.1;
    private double refreshShare = 0.2;
    private boolean diverse = true;
    private boolean ageEviction = true;
    private boolean tunes = true;
    private boolean guarded = true;
    private int validation;
  }
}
