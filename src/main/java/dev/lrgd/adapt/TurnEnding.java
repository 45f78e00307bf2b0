package dev.lrgd.adapt;

import dev.lrgd.pool.ModelCalibration;
import dev.lrgd.pool.PoolContents;
import dev.lrgd.pool.PoolVersion;
import dev.lrgd.pool.VersionSummary;
import dev.lrgd.space.Interaction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How a turn ends, and what its report says of that.
 *
 * @param published empty where the report is all that is kept
 * @param after what is active then
 */
record TurnEnding(Optional<PoolVersion> published, VersionSummary after, List<String> changes) {

  /** An earlier version is active again. */
  static TurnEnding back(Made made, PoolContents contents, VersionSummary earlier) {
    List<String> changes = new ArrayList<>();
    changes.add(
        "Version %d is active again instead of version %d."
            .formatted(earlier.number(), contents.active().number()));
    return of(Optional.empty(), earlier, changes, made);
  }

  /** The active version stays. */
  static TurnEnding unchanged(Made made, PoolContents contents) {
    List<String> changes = new ArrayList<>();
    changes.add("Version %d stays.".formatted(contents.active().number()));
    return of(Optional.empty(), contents.active().summary(), changes, made);
  }

  /**
   * What was made becomes the next version.
   *
   * @param passedOver interactions with items that are not in the catalogue
   */
  static TurnEnding published(Made made, PoolContents contents, Instant createdAt, int passedOver) {
    PoolVersion version = version(made, contents, createdAt);
    List<String> changes = new ArrayList<>(Changes.between(contents, version, passedOver));
    made.learnt().map(learnt -> sentence(learnt.calibration())).ifPresent(changes::add);
    return of(Optional.of(version), version.summary(), changes, made);
  }

  private static TurnEnding of(
      Optional<PoolVersion> published, VersionSummary after, List<String> changes, Made made) {
    changes.addAll(made.decision().sentences());
    made.findings().modelEffects().forEach(effect -> changes.add(Reasons.sentence(effect)));
    if (made.makesRoom()) {
      changes.add("The outcomes that were read decided nothing, and make room for later ones.");
    }
    if (made.refusedChoices() > 0) {
      changes.add(
          "%d choices from recommendations found no room: the pool is full of interactions."
              .formatted(made.refusedChoices()));
    }
    return new TurnEnding(published, after, changes);
  }

  private static PoolVersion version(Made made, PoolContents contents, Instant createdAt) {
    SecondStage.Decision decision = made.decision();
    int users = (int) made.training().stream().map(Interaction::user).distinct().count();
    // Outcomes that moved nothing are left for the next run to learn from.
    String outcomesUpTo =
        decision.changes() ? made.outcomesUpTo() : contents.active().summary().outcomesUpTo();
    return new PoolVersion(
        new VersionSummary(
            contents.nextNumber(),
            createdAt,
            made.space().size(),
            users,
            made.training().size(),
            decision.demonstrations().size(),
            outcomesUpTo),
        made.space(),
        decision.demonstrations(),
        decision.tuning(),
        calibrations(
            contents.active().calibrations(), made.learnt().map(ModelProbe.Learnt::calibration)));
  }

  private static List<ModelCalibration> calibrations(
      List<ModelCalibration> known, Optional<ModelCalibration> learnt) {
    List<ModelCalibration> calibrations = new ArrayList<>(known);
    learnt.ifPresent(
        one -> {
          calibrations.removeIf(one::isOfTheSame);
          calibrations.add(one);
        });
    return calibrations;
  }

  private static String sentence(ModelCalibration learnt) {
    return String.format(
        Locale.ROOT,
        "On %d lists the order of %s weighs %.2f beside the dual model, and demonstrations do %.2f"
            + " times what is predicted.",
        learnt.lists(),
        learnt.model(),
        learnt.fusionWeight(),
        learnt.effectSlope());
  }
}
