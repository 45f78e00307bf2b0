package dev.lrgd.feedback;

import dev.lrgd.space.Interaction;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.zip.CRC32;

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
   * A checksum of what is reported, whenever it comes: tells an event that is reported again from
   * another one under its name, but for one in four billion.
   */
  public int checksum() {
    CRC32 checksum = new CRC32();
    checksum.update(
        String.join("\n", recommendation, item, event.name()).getBytes(StandardCharsets.UTF_8));
    return (int) checksum.getValue();
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
