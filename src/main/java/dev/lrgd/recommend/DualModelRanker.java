package dev.lrgd.recommend;

import dev.lrgd.dual.DualModel;
import dev.lrgd.dual.DualState;
import dev.lrgd.space.PlacedItem;
import java.util.List;

/**
 * Ranks by the dual model itself: the user's own state, one gradient step per selected
 * demonstration, s_c(o) = E_c.o + prior_c.
 */
public final class DualModelRanker implements Ranker {
  public static final String NAME = "dual-model";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public double[] scores(Situation situation, Selection selection, List<PlacedItem> candidates) {
    return situation.space().candidates(candidates).scores(output(situation, selection));
  }

  /** The attention output after the demonstrations' steps. */
  public static double[] output(Situation situation, Selection selection) {
    DualModel model = DualModel.zeroShot(situation.prior());
    for (Selection.Selected selected : selection.demonstrations()) {
      model =
          model.plus(
              DualState.read(situation.space().kernel(), selected.tokens(), situation.query()));
    }
    return model.output();
  }
}
