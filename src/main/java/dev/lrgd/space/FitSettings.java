package dev.lrgd.space;

/**
 * What a fit may spend: sizes and amounts. How the blocks weigh in a score is fitted, see {@link
 * Readout}.
 *
 * @param behaviourDimension length of the behaviour and of the transition block
 * @param titleDimension length of the title block
 * @param epochs passes of the next-item training
 * @param readoutLists held-out next items the readout is fitted on, at most
 * @param readoutDemonstrations demonstrations among which those find their neighbours, at most
 * @param seed of every random draw
 */
public record FitSettings(
    int behaviourDimension,
    int titleDimension,
    int epochs,
    int readoutLists,
    int readoutDemonstrations,
    long seed) {
  public FitSettings {
    if (behaviourDimension < 1
        || titleDimension < 1
        || Math.min(epochs, Math.min(readoutLists, readoutDemonstrations)) < 0) {
      throw new IllegalArgumentException("dimensions must be at least 1, amounts not negative");
    }
  }

  public static FitSettings defaults() {
    return new FitSettings(64, 128, 4, 4000, 10_000, 1);
  }
}
