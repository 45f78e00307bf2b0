package dev.lrgd.llm;

/**
 * How much of a question a prompt shows.
 *
 * @param history how many of the user's last items, at least 1
 * @param demonstrationHistory how many items before a demonstration's target, at least 1
 * @param titleLength of a title in characters, at least 1
 * @param demonstrationTokens how many tokens all demonstrations may take together
 */
public record PromptSettings(
    int history, int demonstrationHistory, int titleLength, int demonstrationTokens) {

  public static PromptSettings defaults() {
    return new PromptSettings(20, 5, 100, 600);
  }
}
