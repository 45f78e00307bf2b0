package dev.lrgd.feedback;

import java.util.Map;

/**
 * What the demonstrations of a recommendation did to the language model that ranked it. What the
 * user chooses is not known yet, so it is kept for every item the model ranked: the outcome says
 * which of them counts.
 *
 * @param model as it names itself
 * @param promptVersion of its prompt
 * @param byLogProbabilities whether they were at hand, or ranks had to do
 * @param gains by item: log p with the demonstrations less log p without, in nats
 */
public record MeasuredEffect(
    String model, String promptVersion, boolean byLogProbabilities, Map<String, Double> gains) {
  public MeasuredEffect {
    gains = Map.copyOf(gains);
  }
}
