package dev.lrgd.pool;

import java.util.Objects;

/**
 * What was learnt about one language model with one prompt: how much its order counts beside the
 * dual model, and what its measured effects are to the predicted ones. Kept with a pool version,
 * because both depend on the space that version scores with.
 *
 * @param model as it names itself in its answers
 * @param promptVersion of the prompt that it was learnt with
 * @param fusionWeight of the logarithm of its rank, at least 0
 * @param effectSlope measured effect per predicted effect, by least squares through 0
 * @param lists how many lists the weight was learnt on
 */
public record ModelCalibration(
    String model, String promptVersion, double fusionWeight, double effectSlope, int lists) {

  public ModelCalibration {
    Objects.requireNonNull(model, "model");
    Objects.requireNonNull(promptVersion, "promptVersion");
    if (!(fusionWeight >= 0 && Double.isFinite(fusionWeight))) {
      throw new IllegalArgumentException("fusion weight is " + fusionWeight);
    }
    if (!Double.isFinite(effectSlope)) {
      throw new IllegalArgumentException("effect slope is " + effectSlope);
    }
  }

  /** Whether both are about the same model and prompt, so that one replaces the other. */
  public boolean isOfTheSame(ModelCalibration other) {
    return isOf(other.model, other.promptVersion);
  }

  boolean isOf(String otherModel, String otherPromptVersion) {
    return model.equals(otherModel) && promptVersion.equals(otherPromptVersion);
  }
}
