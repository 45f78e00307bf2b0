package dev.lrgd.llm;

/**
 * What is sent, and what is needed to read what comes back.
 *
 * @param system the static part: the same for every request, so that prompt caches hit
 * @param user demonstrations, then the user, then the candidates
 * @param labels under which the candidates appear
 * @param version of the templates it was made with
 * @param seed of the model's sampling, where it has one
 * @param inputTokens an estimate, rather too high than too low
 */
public record Prompt(
    String system, String user, Labels labels, String version, int seed, int inputTokens) {

  private static final int TOKENS_OF_A_LABEL = 6;
  private static final int TOKENS_AROUND = 40;

  /** What a complete answer takes at most; a model that writes on is cut off there. */
  public int maxOutputTokens() {
    return TOKENS_AROUND + TOKENS_OF_A_LABEL * labels.size();
  }

  /** Without the text: this may end up in a log. */
  @Override
  public String toString() {
    return "Prompt[" + version + ", " + labels.size() + " candidates]";
  }
}
