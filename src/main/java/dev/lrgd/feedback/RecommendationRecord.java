package dev.lrgd.feedback;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What was recommended: as much of it as an outcome must be joined with.
 *
 * @param id the recommendation's id, as the caller got it
 * @param poolVersion number of the version that answered
 * @param user whom it was for, when the caller said so
 * @param history ids of the items before it, oldest first
 * @param items ids as they were ranked, best first
 * @param demonstrations ids of the selected demonstrations, in prompt order
 * @param propensities how likely each of them was to be selected, in (0, 1]: 1 where nothing was
 *     left to chance
 * @param effect predicted effect of the selection, in nats
 * @param measured what it did to the language model, for the share of requests where that is
 *     measured
 */
public record RecommendationRecord(
    String id,
    int poolVersion,
    Optional<String> user,
    Instant answeredAt,
    List<String> history,
    List<String> items,
    List<String> demonstrations,
    List<Double> propensities,
    double effect,
    Optional<MeasuredEffect> measured) {
  public RecommendationRecord {
    history = List.copyOf(history);
    items = List.copyOf(items);
    demonstrations = List.copyOf(demonstrations);
    propensities = List.copyOf(propensities);
    if (propensities.size() != demonstrations.size()) {
      throw new IllegalArgumentException(
          propensities.size() + " propensities of " + demonstrations.size() + " demonstrations");
    }
  }

  /** One whose effect was predicted only. */
  public RecommendationRecord(
      String id,
      int poolVersion,
      Optional<String> user,
      Instant answeredAt,
      List<String> history,
      List<String> items,
      List<String> demonstrations,
      List<Double> propensities,
      double effect) {
    this(
        id,
        poolVersion,
        user,
        answeredAt,
        history,
        items,
        demonstrations,
        propensities,
        effect,
        Optional.empty());
  }
}
