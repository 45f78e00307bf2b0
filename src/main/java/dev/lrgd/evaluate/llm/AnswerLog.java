package dev.lrgd.evaluate.llm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lrgd.evaluate.data.JsonLine;
import dev.lrgd.evaluate.data.MalformedLine;
import dev.lrgd.llm.Completion;
import dev.lrgd.llm.Prompt;
import dev.lrgd.pool.Fingerprint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The answers of a model, one a line, kept as they come: a run that was broken off goes on where it
 * was. A last line that was broken off counts for nothing.
 */
public final class AnswerLog {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final TypeReference<List<Completion.Place>> PLACES = new TypeReference<>() {};

  private final Path file;
  private final Map<String, Completion> answers = new LinkedHashMap<>();

  private AnswerLog(Path file) {
    this.file = file;
  }

  public static AnswerLog open(Path file) throws IOException {
    AnswerLog log = new AnswerLog(file);
    if (Files.exists(file)) {
      for (String line : Files.readAllLines(file)) {
        log.read(line);
      }
    }
    return log;
  }

  private void read(String line) {
    try {
      JsonLine json = JsonLine.parse(line);
      String text = json.optionalText("text");
      String tokens = json.optionalText("tokens");
      answers.put(
          json.text("prompt"),
          new Completion(
              text == null ? "" : text,
              json.text("model"),
              (int) json.wholeNumber("inputTokens"),
              (int) json.wholeNumber("outputTokens"),
              tokens == null ? List.of() : JSON.readValue(tokens, PLACES)));
    } catch (MalformedLine | JsonProcessingException e) {
      // It will be asked for again.
    }
  }

  /** What a model is known by here: its name and every word it is shown. */
  static String key(String model, Prompt prompt) {
    return Fingerprint.of(
        List.of(model, prompt.system(), prompt.user(), Integer.toString(prompt.seed())));
  }

  Optional<Completion> find(String key) {
    return Optional.ofNullable(answers.get(key));
  }

  Collection<Completion> all() {
    return answers.values();
  }

  void add(String key, Completion answer) throws IOException {
    answers.put(key, answer);
    String line =
        JSON.createObjectNode()
            .put("prompt", key)
            .put("model", answer.model())
            .put("inputTokens", answer.inputTokens())
            .put("outputTokens", answer.outputTokens())
            .put("text", answer.text())
            .put("tokens", JSON.writeValueAsString(answer.tokens()))
            .toString();
    Files.createDirectories(file.toAbsolutePath().getParent());
    // A line of its own even after one that was broken off.
    Files.writeString(
        file, "\n" + line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }
}
