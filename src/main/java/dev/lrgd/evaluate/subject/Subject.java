package dev.lrgd.evaluate.subject;

import dev.lrgd.evaluate.incontext.Prompt.Shown;
import dev.lrgd.space.Item;
import java.util.List;

/** A model whose ranking may change with the demonstrations it is shown. */
public interface Subject {
  String name();

  /**
   * Scores of the request's candidates.
   *
   * @param demonstrations in prompt order; none is zero-shot
   */
  double[] scores(Request request, List<Shown<Item>> demonstrations);

  default Outcome outcome(Request request, List<Shown<Item>> demonstrations) {
    return Outcome.of(request, scores(request, demonstrations));
  }
}
