package dev.lrgd.feedback;

import java.time.Instant;
import java.util.Objects;

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
}
