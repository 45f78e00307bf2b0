package dev.lrgd.evaluate.incontext;

import java.util.ArrayList;
import java.util.List;

/**
 * The token sequence of one request: the demonstrations one after the other, then the user's own
 * items. In this order the own part keeps its relative positions whatever is shown before it
 * (theory.md section 2.5).
 *
 * @param tokens what stands at each position, an item in whatever form the caller has it
 * @param roles of each position, one of {@link #CONTEXT}, {@link #TARGET}, {@link #OWN}
 * @param owners the demonstration that each position belongs to, or -1 for the user's own part
 */
public record Prompt<T>(List<T> tokens, List<Integer> roles, List<Integer> owners) {
  /** An item of a demonstration's history. */
  public static final int CONTEXT = 0;

  /** What was chosen next in a demonstration. */
  public static final int TARGET = 1;

  /** An item of the user's own history. */
  public static final int OWN = 2;

  public static final int ROLES = 3;

  /** The last items of a demonstration's history are shown, so many for each of its targets. */
  public static final int SHOWN_HISTORY = 3;

  /** Own items that are shown. */
  public static final int SHOWN_OWN = 10;

  /**
   * A demonstration in a prompt.
   *
   * @param history oldest first
   * @param targets what was chosen next; more than one where several demonstrations were merged
   */
  public record Shown<T>(List<T> history, List<T> targets) {}

  public static <T> Prompt<T> of(List<Shown<T>> demonstrations, List<T> own) {
    Prompt<T> prompt = new Prompt<>(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    for (int d = 0; d < demonstrations.size(); d++) {
      Shown<T> shown = demonstrations.get(d);
      prompt.add(last(shown.history, SHOWN_HISTORY * shown.targets.size()), CONTEXT, d);
      prompt.add(shown.targets, TARGET, d);
    }
    prompt.add(last(own, SHOWN_OWN), OWN, -1);
    return prompt;
  }

  private void add(List<T> items, int role, int owner) {
    for (T item : items) {
      tokens.add(item);
      roles.add(role);
      owners.add(owner);
    }
  }

  private static <T> List<T> last(List<T> list, int n) {
    return list.subList(Math.max(0, list.size() - n), list.size());
  }

  public int length() {
    return tokens.size();
  }
}
