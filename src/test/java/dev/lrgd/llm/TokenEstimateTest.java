package dev.lrgd.llm;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The estimate against what the vocabularies of GPT-4o (o200k) and GPT-4 (cl100k) really take. */
class TokenEstimateTest {
  private static final Path DATA =
      Path.of(Optional.ofNullable(System.getenv("LRGD_SHARED")).orElse("../shared"), "data");
  private static final int PROMPTS = 200;
  private static final int DEMONSTRATIONS = 4;
  private static final int CANDIDATES = 20;

  /** An estimate that is too high costs a user demonstrations. */
  private static final double MOST = 1.5;

  private static final List<Encoding> VOCABULARIES =
      Stream.of(EncodingType.O200K_BASE, EncodingType.CL100K_BASE)
          .map(Encodings.newDefaultEncodingRegistry()::getEncoding)
          .toList();

  @Test
  void promptsOfTheSampleTakeNoMoreTokensThanEstimated() throws IOException {
    check(titles(Path.of("src", "main", "resources", "sample", "items.jsonl")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Games", "Office_Products"})
  void promptsOfRealCataloguesTakeNoMoreTokensThanEstimated(String name) throws IOException {
    Path items = DATA.resolve(name).resolve("items.jsonl.gz");
    assumeTrue(Files.exists(items), "no shared data: " + name);
    check(titles(items));
  }

  private static List<String> titles(Path items) throws IOException {
    InputStream bytes = Files.newInputStream(items);
    InputStream text = items.toString().endsWith(".gz") ? new GZIPInputStream(bytes) : bytes;
    List<String> titles = new ArrayList<>();
    ObjectMapper json = new ObjectMapper();
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(text, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        JsonNode item = json.readTree(line);
        titles.add(item.path("title").asText());
      }
    }
    return titles;
  }

  private static void check(List<String> titles) {
    Random random = new Random(1);
    double[] real = new double[VOCABULARIES.size()];
    double estimated = 0;
    for (int p = 0; p < PROMPTS; p++) {
      Prompt prompt = TestModels.writer().write(question(titles, random));
      estimated += prompt.inputTokens();
      for (int v = 0; v < real.length; v++) {
        int tokens =
            VOCABULARIES.get(v).countTokensOrdinary(prompt.system())
                + VOCABULARIES.get(v).countTokensOrdinary(prompt.user());
        assertTrue(
            tokens <= prompt.inputTokens(),
            () -> tokens + " tokens, " + prompt.inputTokens() + " estimated: " + prompt.user());
        real[v] += tokens;
      }
    }
    for (int v = 0; v < real.length; v++) {
      String ratio =
          "%s takes %.3f of the estimate, which is %.0f tokens in the mean"
              .formatted(VOCABULARIES.get(v).getName(), real[v] / estimated, estimated / PROMPTS);
      System.out.println(ratio);
      assertTrue(estimated <= MOST * real[v], ratio);
    }
  }

  private static Question question(List<String> titles, Random random) {
    List<Question.Example> examples = new ArrayList<>();
    for (int d = 0; d < DEMONSTRATIONS; d++) {
      examples.add(
          new Question.Example(
              draw(titles, 1 + random.nextInt(6), random), draw(titles, 1, random).get(0)));
    }
    return new Question(
        examples,
        draw(titles, 1 + random.nextInt(12), random),
        draw(titles, CANDIDATES, random),
        random.nextInt());
  }

  private static List<String> draw(List<String> titles, int count, Random random) {
    return Stream.generate(() -> titles.get(random.nextInt(titles.size()))).limit(count).toList();
  }
}
