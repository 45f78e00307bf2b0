package dev.lrgd.evaluate.subject;

import dev.lrgd.dual.DualModel;
import dev.lrgd.dual.DualState;
import dev.lrgd.dual.Kernel;
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
    /** The model after the steps of one demonstration's tokens after the other's. */
    DualModel train(DualState prior, List<Tokens> tokens, Kernel kernel, float[] query);

    /** All at once, their mass under a cap. */
    static Steps capped(double most) {
      return (prior, tokens, kernel, query) -> {
        List<DualState> states = states(tokens, kernel, query);
        DualState all = DualState.empty(prior.valueDimension());
        for (DualState state : states) {
          all = all.plus(state);
        }
        return Regularization.massCap(most, prior.logMass(), all.logMass(), states.size())
            .train(prior, states);
      };
    }

    /** Each demonstration's state at the query. */
    static List<DualState> states(List<Tokens> tokens, Kernel kernel, float[] query) {
      return tokens.stream().map(t -> DualState.read(kernel, t, query)).toList();
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
    DualModel model =
        tokens.isEmpty()
            ? DualModel.zeroShot(prior)
            : steps.train(prior, tokens, space.kernel(), query);
    return space.candidates(placed(request.candidates())).scores(model.output());
  }

  private List<PlacedItem> placed(List<Item> items) {
    return items.stream().map(item -> Workshop.place(space, item)).toList();
  }
}
