package dev.lrgd.recommend;

import dev.lrgd.dual.DualState;
import dev.lrgd.dual.EffectProblem;
import dev.lrgd.dual.Effects;
import dev.lrgd.dual.ListwiseLoss;
import dev.lrgd.dual.Selector;
import dev.lrgd.dual.Tokens;
import dev.lrgd.pool.Demonstration;
import dev.lrgd.space.ItemSpace;
import dev.lrgd.space.PlacedItem;
import dev.lrgd.space.Reading;
import dev.lrgd.space.TitleReader;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.IntStream;

/**
 * Chooses demonstrations for a language model's prompt: those whose gradient step brings a model
 * that knows titles only nearest to what the dual model, which knows what users chose, expects of
 * the request's candidates (theory.md section 3.5, third kind of target, on the surrogate of 3.6;
 * ours).
 *
 * <p>The dual model itself can not be taught by these: towards its own expectation every step is a
 * loss. For it there is {@link FirstStage}. The expectation is made without the choice that is to
 * be foretold, so nothing leaks.
 */
public final class PromptStage {
  private static final int PROMISING = 100;

  private final DemonstrationIndex index;
  private final Settings settings;
  private final TitleReader reader;
  private final AtomicReferenceArray<int[]> shown;

  /** The dual model does not read what is chosen here: its scores stay what it expected. */
  private final Tokens unread;

  /**
   * @param retrieved how many of the nearest demonstrations are looked at, at least 1
   * @param reading how the language model is taken to read
   */
  public record Settings(int retrieved, Reading reading) {

    /** Fitted to the in-context recommender of src/evidence, for want of a language model. */
    public static Settings defaults() {
      return new Settings(1000, new Reading(12, 0.8, 1, 0, -2.5, 3));
    }
  }

  public PromptStage(DemonstrationIndex index, Settings settings) {
    this.index = index;
    this.settings = settings;
    this.reader = index.space().titleReader(settings.reading());
    this.shown = new AtomicReferenceArray<>(index.size());
    this.unread = Tokens.none(index.space().keyDimension(), index.space().valueDimension());
  }

  /**
   * @param candidates that the model will be shown, at least one
   * @param count how many demonstrations at most
   * @return none where none is expected to help
   */
  public Selection select(
      Situation situation, List<PlacedItem> candidates, int count, TokenBudget budget) {
    if (count == 0 || situation.history().isEmpty()) {
      return Selection.none();
    }
    double[] pi = expectation(situation, candidates);
    int[] promising = promising(situation, candidates, pi);
    EffectProblem problem = problem(situation, candidates, pi, promising);
    Effects effects = Effects.of(problem);
    int[] best =
        effects.inPromptOrder(Selector.select(effects, budget.limits(count, index, promising)));
    return selection(problem, promising, best);
  }

  /**
   * The retrieved demonstrations of largest direction. Each shows about as many items and so has
   * about the same mass b: then the k of largest direction r are the best k for the linear effect b
   * sum r / (Z + k b), and the search need not look at all.
   */
  private int[] promising(Situation situation, List<PlacedItem> candidates, double[] pi) {
    int[] retrieved = index.retrieve(situation, settings.retrieved());
    if (retrieved.length <= PROMISING) {
      return retrieved;
    }
    double[] u = wish(situation, candidates, pi);
    double[] directions =
        IntStream.of(retrieved).mapToDouble(d -> reader.mean(shown(d), u)).toArray();
    return IntStream.of(TopK.of(directions, PROMISING, d -> true))
        .sorted()
        .map(d -> retrieved[d])
        .toArray();
  }

  /** u = -dl/do of the reader that is shown nothing. */
  private double[] wish(Situation situation, List<PlacedItem> candidates, double[] pi) {
    DualState prior =
        DualState.read(reader.kernel(), reader.ownTokens(situation.history()), reader.query());
    return ListwiseLoss.of(reader.candidates(candidates), pi).negativeGradient(prior.output());
  }

  /** What the dual model, shown nothing, expects of candidates: pi, softmax of its scores. */
  public static double[] expectation(Situation situation, List<PlacedItem> candidates) {
    return situation.space().candidates(candidates).probabilities(situation.prior().output());
  }

  /**
   * The effects of demonstrations towards a distribution over the candidates.
   *
   * @param pi sums to 1
   * @param demonstrations by their position in the index
   */
  public EffectProblem problem(
      Situation situation, List<PlacedItem> candidates, double[] pi, int... demonstrations) {
    List<Tokens> tokens = new ArrayList<>(demonstrations.length);
    for (int d : demonstrations) {
      tokens.add(tokens(d));
    }
    return EffectProblem.of(
        reader.kernel(),
        reader.ownTokens(situation.history()),
        tokens,
        reader.query(),
        ListwiseLoss.of(reader.candidates(candidates), pi));
  }

  private Tokens tokens(int d) {
    int[] shown = shown(d);
    return shown.length == 0
        ? Tokens.none(1, index.space().valueDimension())
        : reader.shownTokens(shown);
  }

  /** The items that a demonstration shows, as rows of the space, sought once. */
  private int[] shown(int d) {
    int[] rows = shown.get(d);
    if (rows == null) {
      rows = rows(index.demonstration(d));
      shown.set(d, rows);
    }
    return rows;
  }

  /** None where the target is gone from the catalogue. */
  private int[] rows(Demonstration demonstration) {
    ItemSpace space = index.space();
    List<String> history = demonstration.history();
    int from = Math.max(0, history.size() - settings.reading().shown());
    int target = space.indexOf(demonstration.target());
    return target < 0
        ? new int[0]
        : IntStream.concat(
                history.subList(from, history.size()).stream().mapToInt(space::indexOf),
                IntStream.of(target))
            .filter(row -> row >= 0)
            .toArray();
  }

  private Selection selection(EffectProblem problem, int[] retrieved, int[] best) {
    if (best.length == 0) {
      return Selection.none();
    }
    List<Selection.Selected> selected = new ArrayList<>(best.length);
    for (int d : best) {
      selected.add(
          new Selection.Selected(
              index.demonstration(retrieved[d]), unread, problem.exactLeaveOneOut(best, d), 1));
    }
    return new Selection(
        selected, problem.effect(best), problem.lowerBound(best), problem.mass(best));
  }
}
