package dev.lrgd.llm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;

/**
 * Reads a ranking out of whatever a model wrote: the labels of the JSON object that was asked for,
 * or else every label that occurs in the text, in order. Unknown labels and repeats count for
 * nothing. What comes out is distinct indices of the request's candidates, and nothing else can.
 */
public final class AnswerReader {
  /** Characters; a complete answer of the largest question has fewer than a tenth of them. */
  private static final int LONGEST = 1 << 16;

  private static final ObjectMapper JSON = new ObjectMapper();

  private AnswerReader() {}

  /**
   * What was read.
   *
   * @param order indices of candidates, best first; those that the model left out are not in it
   * @param validShare share of the candidates that it names
   */
  public record Reading(List<Integer> order, double validShare) {}

  public static Reading read(String text, Labels labels) {
    String bounded = text.substring(0, Math.min(LONGEST, text.length()));
    Set<Integer> order = new LinkedHashSet<>();
    for (String label : structured(bounded).orElseGet(() -> inText(bounded))) {
      int candidate = labels.indexOf(label.strip());
      if (candidate >= 0) {
        order.add(candidate);
      }
    }
    return new Reading(List.copyOf(order), (double) order.size() / Math.max(1, labels.size()));
  }

  private static Optional<List<String>> structured(String text) {
    try {
      JsonNode ranking = JSON.readTree(text).path("ranking");
      List<String> labels = new ArrayList<>();
      ranking.forEach(label -> labels.add(label.asText()));
      return ranking.isArray() ? Optional.of(labels) : Optional.empty();
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  private static List<String> inText(String text) {
    List<String> labels = new ArrayList<>();
    Matcher matcher = Labels.FORM.matcher(text);
    while (matcher.find()) {
      labels.add(matcher.group());
    }
    return labels;
  }
}
