package dev.lrgd.feedback;

import dev.lrgd.space.Interaction;
import java.util.Optional;

/**
 * What became of an outcome that was to be stored.
 *
 * @param isNew false when its event was stored before, and nothing changed
 * @param isMatched whether a new one answers a recommendation that is remembered
 * @param choice the interaction that a new one is
 */
public record Appended(boolean isNew, boolean isMatched, Optional<Interaction> choice) {

  public static final Appended KNOWN = new Appended(false, false, Optional.empty());
}
