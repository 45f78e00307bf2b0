package dev.lrgd.evaluate.equivalence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lrgd.evaluate.report.Study;
import dev.lrgd.evaluate.report.Study.Line;
import dev.lrgd.evaluate.report.Study.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EquivalenceTest {
  private static final Path FIXTURES =
      Path.of(Optional.ofNullable(System.getenv("LRGD_SHARED")).orElse("../shared"), "fixtures");

  private static final double BAR = 1e-10;

  @TempDir Path nowhere;

  @Test
  void everyRandomHeadIsADualModelAfterGradientSteps() throws IOException {
    List<Line> lines = table(new Equivalence(nowhere, 2, 7).study(), "heads").lines();
    assertEquals(3, lines.size());
    lines.forEach(EquivalenceTest::assertUnderTheBar);
  }

  @Test
  void everyTrainedHeadIsOneAndSoIsEveryUntrainedOne() throws IOException {
    assumeFixtures();
    Study study = new Equivalence(FIXTURES, 2, 7).study();
    List<Line> lines = table(study, "heads").lines();
    assertEquals(5, lines.size());
    lines.forEach(EquivalenceTest::assertUnderTheBar);
    List<Line> layers = table(study, "layers").lines();
    assertEquals(5, layers.size());
    layers.forEach(EquivalenceTest::assertUnderTheBar);
  }

  @Test
  void theForwardPassTellsTheStoryThatLlama2CTells() throws IOException {
    assumeFixtures();
    Vocabulary vocabulary = Vocabulary.read(FIXTURES.resolve("tok512.bin"));
    Checkpoint checkpoint = Checkpoint.read(FIXTURES.resolve("stories260K.bin"));
    String text = vocabulary.decode(checkpoint.continued(List.of(Vocabulary.BEGIN), 100));
    // As in llama2.c's own test of greedy sampling.
    String expected =
        "Once upon a time, there was a little girl named Lily. She loved to play outside in the"
            + " park. One day, she saw a big, red ball. She wanted to play with it, but it was too"
            + " high.\nLily's mom said, \"Lily, let's go to the park.\"";
    assertTrue(text.startsWith(expected), text);
  }

  @Test
  void aTextIsDecodedFromItsTokens() throws IOException {
    assumeFixtures();
    Vocabulary vocabulary = Vocabulary.read(FIXTURES.resolve("tok512.bin"));
    String text = "Tom had a red ball.";
    List<Integer> tokens = vocabulary.encode(text);
    assertTrue(tokens.size() < text.length(), tokens::toString);
    assertEquals(text, vocabulary.decode(tokens));
  }

  @Test
  void randomFeaturesConvergeForShortVectorsOnly() throws IOException {
    Table table = table(new Equivalence(nowhere, 6, 3).study(), "random-features");
    for (Line line : table.lines()) {
      double slope = line.figures().get(line.figures().size() - 1).value();
      if (line.name().endsWith(" 0.5")) {
        assertEquals(-0.5, slope, 0.12, line.name());
      } else if (line.name().endsWith(" 3.0")) {
        assertTrue(slope > -0.3, line.name() + ": " + slope);
      }
    }
  }

  private static void assertUnderTheBar(Line line) {
    double kernel = line.figures().get(0).value();
    assertTrue(kernel <= BAR, line.name() + ": " + kernel);
    Double gradient = line.figures().get(1).value();
    assertTrue(gradient == null || gradient <= BAR, line.name() + ": " + gradient);
    double engine = line.figures().get(3).value();
    assertTrue(engine <= 1e-4, line.name() + ": " + engine);
  }

  private static Table table(Study study, String id) {
    return study.tables().stream().filter(t -> t.id().equals(id)).findFirst().orElseThrow();
  }

  private static void assumeFixtures() {
    assumeTrue(
        Files.isRegularFile(FIXTURES.resolve("stories260K.bin")),
        "skipped: the trained model is not at " + FIXTURES);
  }
}
