package dev.lrgd.llm;

import dev.lrgd.pool.Fingerprint;
import io.quarkus.qute.Engine;
import io.quarkus.qute.Template;
import io.quarkus.qute.TemplateException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The two files a prompt is made of, in Qute: {@code system.txt}, which sees no data and so is the
 * same for every request, and {@code ask.txt}. Their version is a fingerprint of their text: a
 * changed prompt is another one in every answer, report and calibration.
 */
public final class PromptTemplates {
  private static final String SYSTEM = "system.txt";
  private static final String ASK = "ask.txt";
  private static final int VERSION_LENGTH = 8;

  private final String system;
  private final Template ask;
  private final String version;

  private PromptTemplates(String system, String ask) {
    this.system = system.strip();
    this.ask = Engine.builder().addDefaults().build().parse(ask);
    this.version = Fingerprint.of(List.of(system, ask)).substring(0, VERSION_LENGTH);
  }

  /**
   * @param folder that holds files to be used instead of the service's own
   * @throws IllegalArgumentException when a file is not there or is no template
   */
  public static PromptTemplates load(Optional<Path> folder) {
    try {
      return new PromptTemplates(text(folder, SYSTEM), text(folder, ASK));
    } catch (IOException | TemplateException e) {
      throw new IllegalArgumentException(
          "the prompt cannot be made of "
              + folder.map(Path::toString).orElse("the service's own files")
              + ": "
              + e.getMessage(),
          e);
    }
  }

  public String version() {
    return version;
  }

  String system() {
    return system;
  }

  String ask(Map<String, Object> data) {
    return ask.data(data).render().strip();
  }

  private static String text(Optional<Path> folder, String name) throws IOException {
    return folder.isPresent() ? Files.readString(folder.get().resolve(name)) : own(name);
  }

  private static String own(String name) {
    try (InputStream in = PromptTemplates.class.getResourceAsStream("/prompts/" + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
