package dev.lrgd.evaluate.adaptation;

import dev.lrgd.evaluate.incontext.Prompt.Shown;
import dev.lrgd.evaluate.subject.DualSubject;
import dev.lrgd.evaluate.subject.DualSubject.Steps;
import dev.lrgd.evaluate.subject.Request;
import dev.lrgd.evaluate.subject.Subject;
import dev.lrgd.recommend.FirstStageSettings;
import dev.lrgd.space.Item;
import dev.lrgd.space.ItemSpace;
import java.util.List;

/**
 * The dual model over titles alone: what anybody chose it is told by the demonstrations and by
 * nothing else, as a language model is that never saw the shop. Nothing of it was fitted.
 */
final class TitlesOnly implements Subject {
  private final DualSubject dual;

  /**
   * @param titles a space of no interactions
   */
  TitlesOnly(ItemSpace titles) {
    this.dual = new DualSubject(titles, Steps.capped(FirstStageSettings.defaults().massCap()));
  }

  @Override
  public String name() {
    return "dual model that knows titles only";
  }

  @Override
  public double[] scores(Request request, List<Shown<Item>> demonstrations) {
    return dual.scores(request, demonstrations);
  }
}
