package dev.lrgd.evaluate.adaptation;

import dev.lrgd.adapt.SecondStageSettings;

/**
 * A way to keep a pool.
 *
 * @param adapts whether anything changes after the beginning
 * @param refits whether vectors are fitted anew as choices come in
 * @param learns from what, demonstrations and vectors alike: real choices, or the arm's own
 *     recommendations
 * @param exploration how likely one demonstration is drawn by lot
 */
record Arm(
    String name,
    SecondStageSettings settings,
    boolean adapts,
    boolean refits,
    Learning learns,
    double exploration) {

  enum Learning {
    /** What users really chose, found by a click or otherwise. */
    CHOICES,

    /** What was clicked, and where nothing was, what was recommended first. */
    RECOMMENDATIONS
  }

  Arm named(String other) {
    return new Arm(other, settings, adapts, refits, learns, exploration);
  }

  Arm with(SecondStageSettings other) {
    return new Arm(name, other, adapts, refits, learns, exploration);
  }

  Arm learningFrom(Learning other) {
    return new Arm(name, settings, adapts, refits, other, exploration);
  }

  Arm exploring(double share) {
    return new Arm(name, settings, adapts, refits, learns, share);
  }

  Arm keepingVectors() {
    return new Arm(name, settings, adapts, false, learns, exploration);
  }

  /** Nothing changes any more. */
  Arm frozen() {
    return new Arm(name, settings, false, false, learns, exploration);
  }
}
