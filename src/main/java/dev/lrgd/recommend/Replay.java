package dev.lrgd.recommend;

import dev.lrgd.dual.EffectProblem;
import dev.lrgd.dual.ListwiseLoss;
import dev.lrgd.space.PlacedItem;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/**
 * Shows the demonstrations of a past recommendation again, now that it is known what the user did
 * with the list: what the dual model says they did for the item that was chosen, or against the one
 * that was passed over. The demonstrations have the weight that a request gives them.
 */
public final class Replay {
  private final DemonstrationIndex index;
  private final FirstStageSettings settings;

  public Replay(DemonstrationIndex index, FirstStageSettings settings) {
    this.index = index;
    this.settings = settings;
  }

  /**
   * @param effect of all demonstrations together, in nats
   * @param leaveOneOut what it loses without each of them
   */
  public record Realised(double effect, double[] leaveOneOut) {}

  /**
   * The drop of the listwise loss -log p(chosen) over what was shown.
   *
   * @param chosen place in the list
   * @param demonstrations at least one
   */
  public Realised ofChoice(
      List<PlacedItem> history, List<PlacedItem> shown, int chosen, int... demonstrations) {
    return realised(history, shown, chosen, loss -> loss, demonstrations);
  }

  /**
   * The drop of -log(1 - p(skipped)): above 0 where the demonstrations spoke against the item.
   * Small where the list is long, as it should be: that one of many was not taken tells little.
   */
  public Realised ofSkip(
      List<PlacedItem> history, List<PlacedItem> shown, int skipped, int... demonstrations) {
    return realised(history, shown, skipped, Replay::notTaken, demonstrations);
  }

  /** -log(1 - p) for the loss -log p; finite also where nothing else was shown. */
  private static double notTaken(double loss) {
    return -Math.log(Math.max(-Math.expm1(-loss), Double.MIN_NORMAL));
  }

  private Realised realised(
      List<PlacedItem> history,
      List<PlacedItem> shown,
      int place,
      DoubleUnaryOperator of,
      int[] demonstrations) {
    Situation situation = Situation.of(index.space(), null, history, Situation.NOW, 0);
    EffectProblem problem =
        EffectProblem.of(
            index.space().kernel(),
            situation.own(),
            Assessment.capped(situation, index, demonstrations, settings),
            situation.query(),
            ListwiseLoss.of(index.space().candidates(shown), place));
    int[] all = IntStream.range(0, demonstrations.length).toArray();
    double with = of.applyAsDouble(problem.lossAfter(all));
    double[] leaveOneOut = new double[all.length];
    for (int d : all) {
      int[] others = Arrays.stream(all).filter(other -> other != d).toArray();
      leaveOneOut[d] = of.applyAsDouble(problem.lossAfter(others)) - with;
    }
    return new Realised(of.applyAsDouble(problem.lossBefore()) - with, leaveOneOut);
  }
}
