package dev.lrgd.evaluate.equivalence;

import java.util.ArrayList;
import java.util.List;

/**
 * Demonstrations, then the part that is the user's own, for the language model of the fixtures.
 *
 * @param tokens the begin token first
 * @param shown whether each position belongs to a demonstration
 */
record TrainedPrompt(List<Integer> tokens, boolean[] shown) {
  private static final List<String> DEMONSTRATIONS =
      List.of(
          "Tom had a red ball. He wanted to play with the ball.",
          "Sue had a big cake. She wanted to eat the cake.",
          "Ben had a little dog. He wanted to run with the dog.");

  private static final String OWN = "Lily had a new book. She wanted to";

  static TrainedPrompt of(Vocabulary vocabulary) {
    List<Integer> tokens = new ArrayList<>(List.of(Vocabulary.BEGIN));
    DEMONSTRATIONS.forEach(text -> tokens.addAll(vocabulary.encode(text)));
    int from = 1;
    int to = tokens.size();
    tokens.addAll(vocabulary.encode(OWN));
    boolean[] shown = new boolean[tokens.size()];
    for (int t = from; t < to; t++) {
      shown[t] = true;
    }
    return new TrainedPrompt(tokens, shown);
  }
}
