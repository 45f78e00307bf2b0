package dev.lrgd.evaluate.subject;

import dev.lrgd.evaluate.incontext.InContextRecommender;
import dev.lrgd.evaluate.incontext.ItemVectors;
import dev.lrgd.evaluate.incontext.Prompt;
import dev.lrgd.evaluate.incontext.Prompt.Shown;
import dev.lrgd.evaluate.transformer.Pass;
import dev.lrgd.space.Item;
import java.util.List;

/** The trained in-context recommender, in place of an LLM. */
public final class InContextSubject implements Subject {
  private final InContextRecommender recommender;
  private final ItemVectors vectors;

  public InContextSubject(InContextRecommender recommender, ItemVectors vectors) {
    this.recommender = recommender;
    this.vectors = vectors;
  }

  @Override
  public String name() {
    return "in-context recommender";
  }

  public InContextRecommender recommender() {
    return recommender;
  }

  @Override
  public double[] scores(Request request, List<Shown<Item>> demonstrations) {
    return recommender.scores(run(request, demonstrations), candidates(request));
  }

  /** The whole pass, for those who look inside. */
  public Pass run(Request request, List<Shown<Item>> demonstrations) {
    return recommender.run(prompt(request, demonstrations));
  }

  public Prompt<double[]> prompt(Request request, List<Shown<Item>> demonstrations) {
    List<Shown<double[]>> shown =
        demonstrations.stream()
            .map(d -> new Shown<>(vectors(d.history()), vectors(d.targets())))
            .toList();
    return Prompt.of(shown, vectors(request.history()));
  }

  public double[][] candidates(Request request) {
    return vectors(request.candidates()).toArray(double[][]::new);
  }

  private List<double[]> vectors(List<Item> items) {
    return items.stream().map(vectors::of).toList();
  }
}
