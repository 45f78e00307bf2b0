package dev.lrgd.evaluate.adaptation;

import dev.lrgd.adapt.DemonstrationBuilder;
import dev.lrgd.adapt.SecondStageSettings;
import dev.lrgd.adapt.ValidationSlice;
import dev.lrgd.pool.Demonstration;
import dev.lrgd.space.FitSettings;
import dev.lrgd.space.Interaction;
import dev.lrgd.space.ItemSpace;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What all arms of one world that learn from real choices share: the vectors as they are fitted on
 * the way, and whose last choice is held out of each round. When vectors are fitted, and the first
 * pool, are the same for all arms.
 *
 * <p>The service fits vectors in every adaptation; here every so many rounds, which is most of what
 * a round would cost. Between two fits the second stage judges by choices that are mostly younger
 * than the vectors.
 */
final class Timeline {
  private final Scenario scenario;
  private final int refit;
  private final List<ItemSpace> spaces;
  private final List<ValidationSlice> slices;
  private final List<Demonstration> first;

  /**
   * @param refit after how many rounds vectors are fitted anew
   * @param settings of the full second stage
   */
  Timeline(Scenario scenario, int refit, SecondStageSettings settings) {
    this.scenario = scenario;
    this.refit = refit;
    this.slices =
        IntStream.rangeClosed(1, scenario.rounds().size())
            .parallel()
            .mapToObj(round -> ValidationSlice.of(scenario.known(round), round, settings))
            .toList();
    this.spaces =
        IntStream.rangeClosed(0, slices.size() / refit)
            .parallel()
            .mapToObj(i -> i == 0 ? scenario.warmUp() : slices.get(i * refit - 1).training())
            .map(this::fit)
            .toList();
    this.first =
        new DemonstrationBuilder(settings.maxDemonstrations(), settings.demonstrationHistory())
            .build(scenario.warmUp(), item -> true);
  }

  /** Vectors of the world's catalogue, fitted to what is known. */
  ItemSpace fit(List<Interaction> known) {
    return ItemSpace.fit(scenario.items(), known, FitSettings.defaults());
  }

  /** Whether vectors are fitted anew after a round, 1 or later. */
  boolean isFitted(int round) {
    return round % refit == 0;
  }

  /** Vectors after a round. */
  ItemSpace space(int round) {
    return spaces.get(round / refit);
  }

  ValidationSlice slice(int round) {
    return slices.get(round - 1);
  }

  /** The pool that every arm begins with. */
  List<Demonstration> first() {
    return first;
  }
}
