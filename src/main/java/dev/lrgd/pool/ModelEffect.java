package dev.lrgd.pool;

import dev.lrgd.statistics.PredictionCheck;
import java.util.Objects;

/**
 * What demonstrations did to a language model's judgement of what was chosen, in nats, against what
 * had been predicted.
 *
 * @param model as it names itself
 * @param promptVersion of its prompt
 * @param source whose choices these are
 * @param byLogProbabilities measured by them; else by ranks
 * @param check one pair a list
 */
public record ModelEffect(
    String model,
    String promptVersion,
    Source source,
    boolean byLogProbabilities,
    PredictionCheck check) {

  public ModelEffect {
    Objects.requireNonNull(model, "model");
    Objects.requireNonNull(promptVersion, "promptVersion");
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(check, "check");
  }

  /** Where choices come from. */
  public enum Source {
    /** Users' last choices, held out, among candidates drawn at random. */
    HELD_OUT,
    /** What users chose from lists they were shown, which the model had a part in. */
    REQUESTS
  }
}
