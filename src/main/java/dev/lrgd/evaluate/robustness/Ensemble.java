package dev.lrgd.evaluate.robustness;

import dev.lrgd.dual.Dropout;
import dev.lrgd.evaluate.incontext.Prompt.Shown;
import dev.lrgd.evaluate.subject.Request;
import dev.lrgd.evaluate.subject.Subject;
import dev.lrgd.space.Item;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Demonstration dropout for a model that can only be asked: several prompts with random subsets of
 * the demonstrations, their scores averaged (theory.md section 4).
 */
record Ensemble(Subject subject, double rate, int prompts) implements Subject {
  @Override
  public String name() {
    return subject.name();
  }

  @Override
  public double[] scores(Request request, List<Shown<Item>> demonstrations) {
    double[] mean = new double[request.candidates().size()];
    for (int draw = 0; draw < prompts; draw++) {
      int[] left = new Dropout(rate).draw(demonstrations.size(), draw);
      List<Shown<Item>> shown = IntStream.of(left).mapToObj(demonstrations::get).toList();
      double[] scores = subject.scores(request, shown);
      for (int c = 0; c < mean.length; c++) {
        mean[c] += scores[c] / prompts;
      }
    }
    return mean;
  }
}
