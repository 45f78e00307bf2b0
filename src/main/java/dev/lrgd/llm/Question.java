package dev.lrgd.llm;

import java.util.List;

/**
 * What a language model is asked: to rank candidates for a user, after some demonstrations. Titles
 * are as the catalogue has them.
 *
 * @param demonstrations in prompt order
 * @param history oldest first
 * @param candidates in the order the answer refers to
 * @param seed of labels and of the order of candidates: the same question is the same prompt
 * @param unseen not shown; no label is taken that occurs in them, as if they were
 */
public record Question(
    List<Example> demonstrations,
    List<String> history,
    List<String> candidates,
    long seed,
    List<Example> unseen) {

  public Question {
    demonstrations = List.copyOf(demonstrations);
    history = List.copyOf(history);
    candidates = List.copyOf(candidates);
    unseen = List.copyOf(unseen);
  }

  public Question(
      List<Example> demonstrations, List<String> history, List<String> candidates, long seed) {
    this(demonstrations, history, candidates, seed, List.of());
  }

  /** The same question, down to the labels, with nothing shown before it. */
  public Question zeroShot() {
    return new Question(List.of(), history, candidates, seed, demonstrations);
  }

  /**
   * One past situation.
   *
   * @param history oldest first
   * @param target what was chosen next
   */
  public record Example(List<String> history, String target) {
    public Example {
      history = List.copyOf(history);
    }
  }
}
