package dev.lrgd.adapt;

import dev.lrgd.feedback.Event;
import dev.lrgd.feedback.OutcomePage;
import dev.lrgd.feedback.RecommendationRecord;
import dev.lrgd.space.Interaction;
import java.util.Optional;

/**
 * What a user chose from a recommendation is an interaction like any other: the next recommendation
 * sees it in the history, and the next version is fitted on it.
 */
public final class OutcomeChoices {
  private OutcomeChoices() {}

  /**
   * The interaction in an outcome; empty for a skip, and where nobody knows the user. Its time is
   * that of the recommendation: an item that was clicked and then bought was chosen once, and a
   * second delivery finds the interaction already there.
   */
  public static Optional<Interaction> interaction(OutcomePage.Answer answer) {
    if (answer.outcome().event() == Event.SKIP) {
      return Optional.empty();
    }
    return answer
        .recommendation()
        .filter(recommendation -> recommendation.user().isPresent())
        .map(recommendation -> interaction(recommendation, answer.outcome().item()));
  }

  private static Interaction interaction(RecommendationRecord recommendation, String item) {
    return new Interaction(
        recommendation.user().orElseThrow(),
        item,
        recommendation.answeredAt().getEpochSecond(),
        Double.NaN);
  }
}
