package dev.lrgd.llm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;

/**
 * Whatever a model writes. A build replays the answers beside this test; {@code JAZZER_FUZZ=1
 * ./mvnw test -Dtest=AnswerReaderFuzzTest} looks for others for a minute, guided by coverage.
 */
class AnswerReaderFuzzTest {
  private static final Labels LABELS = Labels.draw(20, 1, List.of());

  @FuzzTest(maxDuration = "1m")
  void nothingThatAModelWritesNamesWhatIsNoCandidate(byte[] answer) {
    String text = new String(answer, StandardCharsets.UTF_8);
    AnswerReader.Reading reading = AnswerReader.read(text, LABELS);
    assertEquals(reading.order().size(), new HashSet<>(reading.order()).size());
    assertTrue(reading.order().stream().allMatch(c -> c >= 0 && c < LABELS.size()));
    assertEquals((double) reading.order().size() / LABELS.size(), reading.validShare());
  }
}
