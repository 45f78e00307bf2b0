package dev.lrgd.adapt;

import dev.lrgd.feedback.OutcomePage;
import java.util.function.Consumer;

/** Outcomes to learn from, one after the other: never all of them in memory at once. */
@FunctionalInterface
public interface OutcomeSource {
  void forEach(Consumer<OutcomePage.Answer> consumer);

  /** None at all. */
  static OutcomeSource none() {
    return consumer -> {};
  }
}
