package dev.lrgd.feedback;

import dev.lrgd.space.Interaction;
import java.util.List;
import java.util.Optional;

/**
 * Some outcomes of a pool, oldest first.
 *
 * @param end place after the last of them, to read on from; the place asked for where there is none
 */
public record OutcomePage(List<Answer> answers, String end) {
  public OutcomePage {
    answers = List.copyOf(answers);
  }

  /**
   * An outcome and the recommendation it answers.
   *
   * @param recommendation empty when it was remembered no longer as the outcome came in, or is not
   *     any more
   */
  public record Answer(Outcome outcome, Optional<RecommendationRecord> recommendation) {

    /** The interaction it is; none for a skip, and where nobody knows the user. */
    public Optional<Interaction> choice() {
      return recommendation.flatMap(
          answered -> answered.user().flatMap(user -> outcome.choice(user, answered.answeredAt())));
    }
  }
}
