package dev.lrgd.llm;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Writes prompts: demonstrations first, in the selection's order, then the user, then the
 * candidates, so that what comes before the user keeps its distance to him whatever is shown
 * (theory.md 2.5). The candidates stand in random order: where one stands tells nothing of how the
 * dual model ranks it.
 */
public final class PromptWriter {
  private static final int TOKENS_AROUND_A_TITLE = 3;

  private final PromptTemplates templates;
  private final PromptSettings settings;

  public PromptWriter(PromptTemplates templates, PromptSettings settings) {
    this.templates = templates;
    this.settings = settings;
  }

  public String version() {
    return templates.version();
  }

  public Prompt write(Question question) {
    List<String> candidates = safe(question.candidates());
    List<String> history = safe(last(question.history(), settings.history()));
    List<Map<String, Object>> demonstrations =
        question.demonstrations().stream().map(this::demonstration).toList();
    List<Map<String, Object>> examples = new ArrayList<>(demonstrations);
    question.unseen().forEach(example -> examples.add(demonstration(example)));
    Labels labels =
        Labels.draw(candidates.size(), question.seed(), texts(examples, history, candidates));
    String user =
        templates.ask(
            Map.of(
                "demonstrations", demonstrations,
                "history", history,
                "candidates", labelled(candidates, labels, question.seed())));
    int tokens = TokenEstimate.of(templates.system()) + TokenEstimate.of(user);
    return new Prompt(
        templates.system(), user, labels, templates.version(), (int) question.seed(), tokens);
  }

  /** What a demonstration takes of the prompt, in tokens. */
  public int tokens(Question.Example example) {
    return Stream.concat(
            last(example.history(), settings.demonstrationHistory()).stream(),
            Stream.of(example.target()))
        .mapToInt(title -> TokenEstimate.of(safe(title)) + TOKENS_AROUND_A_TITLE)
        .sum();
  }

  private Map<String, Object> demonstration(Question.Example example) {
    return Map.of(
        "history", safe(last(example.history(), settings.demonstrationHistory())),
        "target", safe(example.target()));
  }

  private static List<Map<String, Object>> labelled(
      List<String> candidates, Labels labels, long seed) {
    List<Map<String, Object>> labelled = new ArrayList<>();
    for (int c = 0; c < candidates.size(); c++) {
      labelled.add(Map.of("label", labels.of(c), "title", candidates.get(c)));
    }
    Collections.shuffle(labelled, new Random(seed));
    return labelled;
  }

  @SuppressWarnings("unchecked")
  private static List<String> texts(
      List<Map<String, Object>> demonstrations, List<String> history, List<String> candidates) {
    List<String> texts = new ArrayList<>(history);
    texts.addAll(candidates);
    for (Map<String, Object> demonstration : demonstrations) {
      texts.addAll((List<String>) demonstration.get("history"));
      texts.add((String) demonstration.get("target"));
    }
    return texts;
  }

  private List<String> safe(List<String> titles) {
    return titles.stream().map(this::safe).toList();
  }

  private String safe(String title) {
    return SafeTitle.of(title, settings.titleLength());
  }

  private static List<String> last(List<String> titles, int count) {
    return titles.subList(Math.max(0, titles.size() - count), titles.size());
  }
}
