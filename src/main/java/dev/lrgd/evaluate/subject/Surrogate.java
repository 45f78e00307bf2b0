package dev.lrgd.evaluate.subject;

import dev.lrgd.dual.EffectProblem;
import dev.lrgd.dual.ListwiseLoss;
import dev.lrgd.dual.Tokens;
import dev.lrgd.evaluate.incontext.Prompt.Shown;
import dev.lrgd.space.Item;
import dev.lrgd.space.ItemSpace;
import dev.lrgd.space.PlacedItem;
import java.util.ArrayList;
import java.util.List;

/**
 * The dual model in the place of another model (theory.md section 3.6, ours): the catalogue's items
 * read with scalars fitted to what demonstrations do to that one. It knows titles and popularity
 * only, and is asked how far demonstrations bring it towards a given distribution over the
 * request's candidates.
 */
public final class Surrogate {
  private final ItemSpace space;
  private final int transitions;

  /**
   * @param space whose readout speaks for the other model
   */
  public Surrogate(ItemSpace space, int transitions) {
    this.transitions = transitions;
    this.space = space;
  }

  /** The effects of demonstrations, each alone a batch, towards pi over the candidates. */
  public EffectProblem problem(Request request, List<Shown<Item>> demonstrations, double[] pi) {
    List<Tokens> tokens = new ArrayList<>(demonstrations.size());
    for (Shown<Item> shown : demonstrations) {
      tokens.add(
          space.demonstrationTokens(
              placed(shown.history()), placed(shown.targets()).get(0), transitions));
    }
    List<PlacedItem> history = placed(request.history());
    return EffectProblem.of(
        space.kernel(),
        space.ownTokens(history),
        tokens,
        space.query(history),
        ListwiseLoss.of(space.candidates(placed(request.candidates())), pi));
  }

  private List<PlacedItem> placed(List<Item> items) {
    return items.stream().map(item -> Workshop.place(space, item)).toList();
  }
}
