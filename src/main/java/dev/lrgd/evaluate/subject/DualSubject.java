package dev.lrgd.evaluate.subject;

import dev.lrgd.dual.DualModel;
import dev.lrgd.dual.DualState;
import dev.lrgd.dual.Regularization;
import dev.lrgd.dual.Tokens;
import dev.lrgd.evaluate.incontext.Prompt.Shown;
import dev.lrgd.space.Item;
import dev.lrgd.space.ItemSpace;
import dev.lrgd.space.PlacedItem;
import java.util.ArrayList;
import java.util.List;

/**
 * The dual model itself. On it the predicted effect differs from the measured gain only in that the
 * true target is not known: the trivial upper case.
 */
public final class DualSubject implements Subject {
  private final ItemSpace space;
  private final Steps steps;

  /** How the demonstrations' gradient steps are taken. */
  @FunctionalInterface
  public interface Steps {
    /**
     * @param tokens of each demonstration
     * @param states of each demonstration at the query
     */
    DualModel train(DualState prior, List<Tokens> tokens, List<DualState> states);

    /** All at once, their mass under a cap. */
    static Steps capped(double most) {
      return (prior, tokens, states) -> {
        DualState all = DualState.empty(prior.valueDimension());
        for (DualState state : states) {
          all = all.plus(state);
        }
        return Regularization.massCap(most, prior.logMass(), all.logMass(), states.size())
            .train(prior, states);
      };
    }
  }

  public DualSubject(ItemSpace space, Steps steps) {
    this.space = space;
    this.steps = steps;
  }

  @Override
  public String name() {
    return "dual model";
  }

  @Override
  public double[] scores(Request request, List<Shown<Item>> demonstrations) {
    List<PlacedItem> history = placed(request.history());
    float[] query = space.query(history);
    DualState prior = DualState.read(space.kernel(), space.ownTokens(history), query);
    List<Tokens> tokens = new ArrayList<>();
    for (Shown<Item> shown : demonstrations) {
      List<PlacedItem> before = placed(shown.history());
      for (PlacedItem target : placed(shown.targets())) {
        tokens.add(space.demonstrationTokens(before, target, 1));
      }
    }
    List<DualState> states =
        tokens.stream().map(t -> DualState.read(space.kernel(), t, query)).toList();
    DualModel model =
        states.isEmpty() ? DualModel.zeroShot(prior) : steps.train(prior, tokens, states);
    return space.candidates(placed(request.candidates())).scores(model.output());
  }

  private List<PlacedItem> placed(List<Item> items) {
    return items.stream().map(item -> Workshop.place(space, item)).toList();
  }
}
