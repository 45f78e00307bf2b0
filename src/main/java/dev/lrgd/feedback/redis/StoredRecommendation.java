package dev.lrgd.feedback.redis;

import dev.lrgd.feedback.Outcome;
import dev.lrgd.feedback.RecommendationRecord;
import dev.lrgd.pool.Fingerprint;
import dev.lrgd.pool.redis.StoredJson;
import dev.lrgd.space.Interaction;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A recommendation as it lies in Redis: a line about its user, then the record as JSON.
 *
 * <p>The line is what scripts read: the user's fingerprint (by which an erasure finds the outcomes
 * that carry a copy of the line), seconds of the answer and the user, with tabs between; a dash
 * when nobody knows the user. It is all that whoever reports an outcome is told, and all that is
 * stored with it: the record is three times as long as the outcome.
 */
final class StoredRecommendation {

  private static final String NOBODY = "-";
  private static final String SEPARATOR = "\t";

  private StoredRecommendation() {}

  static String write(RecommendationRecord record) {
    String line =
        record
            .user()
            .map(
                user ->
                    String.join(
                        SEPARATOR,
                        fingerprint(user),
                        Long.toString(record.answeredAt().getEpochSecond()),
                        user))
            .orElse(NOBODY);
    return line + "\n" + StoredJson.write(record);
  }

  /**
   * @param stored as it was written (once without the line, but for the fingerprint), or nothing
   */
  static Optional<RecommendationRecord> read(String stored) {
    if (stored.isEmpty()) {
      return Optional.empty();
    }
    int line = stored.indexOf('\n');
    String json = stored.substring(line < 0 ? stored.indexOf('{') : line + 1);
    return Optional.of(StoredJson.read(json, RecommendationRecord.class));
  }

  /** Whether this is a line alone; with outcomes of an earlier form all of it was stored. */
  static boolean isLine(String stored) {
    return stored.equals(NOBODY) || (stored.contains(SEPARATOR) && stored.indexOf('\n') < 0);
  }

  /**
   * The line as whoever reports outcomes is told it.
   *
   * @param isRemembered whether there is such a recommendation
   * @param user empty where nobody knows
   */
  record Line(boolean isRemembered, Optional<String> user, Instant answeredAt) {

    static Line of(String text) {
      String[] fields = text.split(SEPARATOR, 3);
      return fields.length < 3
          ? new Line(!text.isEmpty(), Optional.empty(), Instant.EPOCH)
          : new Line(
              true, Optional.of(fields[2]), Instant.ofEpochSecond(Long.parseLong(fields[1])));
    }

    /** What the user chose. */
    Optional<Interaction> choice(Outcome outcome) {
      return user.flatMap(who -> outcome.choice(who, answeredAt));
    }
  }

  static String fingerprint(String user) {
    return Fingerprint.of(List.of(user));
  }
}
