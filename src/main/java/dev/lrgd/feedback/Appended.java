package dev.lrgd.feedback;

import dev.lrgd.space.Interaction;
import java.util.Optional;

/**
 * What became of an outcome that was to be stored.
 *
 * @param isNew false when its event was stored before, and nothing changed
 * @param isMatched whether it answers a recommendation that is remembered
 * @param choice the interaction that it is, also where it was stored lately: whoever reports it
 *     again may not have got to stage it; empty where its event is another outcome's, and where it
 *     may be
 */
public record Appended(boolean isNew, boolean isMatched, Optional<Interaction> choice) {}
