package dev.lrgd.feedback;

import dev.lrgd.space.Interaction;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * What a user did after a recommendation.
 *
 * @param eventId names the event: stored once, however often it is reported
 * @param recommendation id of the recommendation it answers
 * @param item id of the item it is about
 */
public record Outcome(
    String eventId, String recommendation, String item, Event event, Instant receivedAt) {
  public Outcome {
    Objects.requireNonNull(eventId, "eventId");
    Objects.requireNonNull(recommendation, "recommendation");
    Objects.requireNonNull(item, "item");
    Objects.requireNonNull(event, "event");
    Objects.requireNonNull(receivedAt, "receivedAt");
  }

  /**
   * What a user chose from a recommendation is an interaction like any other: the next
   * recommendation sees it in the history, and the next version is fitted on it. Its time is that
   * of the recommendation: an item that was clicked and then bought was chosen once, and a second
   * delivery finds the interaction already there.
   *
   * @return nothing for a skip
   */
  public Optional<Interaction> choice(String user, Instant recommendedAt) {
    return event == Event.SKIP
        ? Optional.empty()
        : Optional.of(new Interaction(user, item, recommendedAt.getEpochSecond(), Double.NaN));
  }
}
