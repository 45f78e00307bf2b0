package dev.lrgd.pool;

import dev.lrgd.space.FitSettings;
import dev.lrgd.space.ItemSpace;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * An immutable snapshot of a pool: its catalogue as an item space, its demonstrations, and what was
 * learnt about language models that rank with them. Whoever holds one holds items, vectors and
 * demonstrations that belong together.
 */
public final class PoolVersion {
  /** Static: a native executable has it in it, and its start need not fit it. */
  private static final ItemSpace NO_ITEMS =
      ItemSpace.fit(List.of(), List.of(), FitSettings.defaults());

  private final VersionSummary summary;
  private final ItemSpace space;
  private final List<Demonstration> demonstrations;
  private final Tuning tuning;
  private final List<ModelCalibration> calibrations;
  private final Positions positions;

  public PoolVersion(
      VersionSummary summary, ItemSpace space, List<Demonstration> demonstrations, Tuning tuning) {
    this(summary, space, demonstrations, tuning, List.of());
  }

  /**
   * @param calibrations at most one for each language model and prompt
   */
  public PoolVersion(
      VersionSummary summary,
      ItemSpace space,
      List<Demonstration> demonstrations,
      Tuning tuning,
      List<ModelCalibration> calibrations) {
    this.summary = Objects.requireNonNull(summary, "summary");
    this.space = Objects.requireNonNull(space, "space");
    this.demonstrations = List.copyOf(demonstrations);
    this.tuning = Objects.requireNonNull(tuning, "tuning");
    this.calibrations = List.copyOf(calibrations);
    this.positions = new Positions(this.demonstrations);
  }

  /**
   * What a pool is before its first adaptation: number 0, no item, no demonstration. Its space
   * places items by title.
   */
  public static PoolVersion none(Instant createdAt) {
    return new PoolVersion(
        new VersionSummary(0, createdAt, 0, 0, 0, 0, ""), NO_ITEMS, List.of(), Tuning.START);
  }

  /** 1, 2, 3...; 0 before the first adaptation. */
  public int number() {
    return summary.number();
  }

  public VersionSummary summary() {
    return summary;
  }

  public ItemSpace space() {
    return space;
  }

  public List<Demonstration> demonstrations() {
    return demonstrations;
  }

  /** How hard the demonstrations may pull, unless the service is configured otherwise. */
  public Tuning tuning() {
    return tuning;
  }

  public List<ModelCalibration> calibrations() {
    return calibrations;
  }

  /** What was learnt about a language model with a prompt. */
  public Optional<ModelCalibration> calibration(String model, String promptVersion) {
    return calibrations.stream().filter(c -> c.isOf(model, promptVersion)).findFirst();
  }

  /** Position of a demonstration in {@link #demonstrations}; -1 when unknown. */
  public int indexOf(String id) {
    return positions.of(id);
  }

  /** This version without what was made from one user; the same object when there is nothing. */
  public PoolVersion without(String user) {
    return withoutUsers(user::equals);
  }

  /** The same for several users. */
  public PoolVersion withoutUsers(Predicate<String> erased) {
    List<Demonstration> kept = demonstrations.stream().filter(d -> !erased.test(d.user())).toList();
    return kept.size() == demonstrations.size()
        ? this
        : new PoolVersion(
            summary.withDemonstrations(kept.size()),
            space,
            Weights.normalised(kept),
            tuning,
            calibrations);
  }
}
