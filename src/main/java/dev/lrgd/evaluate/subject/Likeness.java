package dev.lrgd.evaluate.subject;

import dev.lrgd.evaluate.incontext.Prompt;
import dev.lrgd.evaluate.incontext.Prompt.Shown;
import dev.lrgd.space.Item;
import dev.lrgd.space.ItemSpace;
import dev.lrgd.space.PlacedItem;
import java.util.List;

/**
 * How much the titles that a demonstration shows are like those of the candidates that are
 * expected, more than of the others: the cosine of their sum and sum_c (pi_c - 1/n) title_c. What
 * the effect on the expectation has to beat: it knows the candidates as well, and nothing of what
 * the model that reads the demonstration believes already.
 */
public final class Likeness {
  private final ItemSpace space;
  private final double[] wanted;

  public Likeness(Workshop workshop, Request request) {
    this.space = workshop.space();
    List<PlacedItem> candidates = workshop.placed(request.candidates());
    double[] pi = workshop.expectation(request);
    this.wanted = new double[space.title(candidates.get(0)).length];
    for (int c = 0; c < pi.length; c++) {
      add(wanted, pi[c] - 1. / pi.length, candidates.get(c));
    }
  }

  public double of(Shown<Item> demonstration) {
    double[] shown = new double[wanted.length];
    List<Item> history = demonstration.history();
    int from = Math.max(0, history.size() - Prompt.SHOWN_HISTORY);
    for (Item item : history.subList(from, history.size())) {
      add(shown, 1, Workshop.place(space, item));
    }
    for (Item item : demonstration.targets()) {
      add(shown, 1, Workshop.place(space, item));
    }
    double length = Math.sqrt(dot(shown, shown) * dot(wanted, wanted));
    return length == 0 ? 0 : dot(shown, wanted) / length;
  }

  private void add(double[] sum, double weight, PlacedItem item) {
    float[] title = space.title(item);
    for (int i = 0; i < sum.length; i++) {
      sum[i] += weight * title[i];
    }
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
