package dev.lrgd.llm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnswerReaderTest {
  private final Labels labels = Labels.draw(4, 3, List.of());

  /** Writes 0 to 3 for the labels of the candidates, and reads it. */
  private AnswerReader.Reading read(String text) {
    String labelled = text;
    for (int c = 0; c < labels.size(); c++) {
      labelled = labelled.replace("<" + c + ">", labels.of(c));
    }
    return AnswerReader.read(labelled, labels);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{\"ranking\":[\"<2>\",\"<0>\",\"<1>\",\"<3>\"]}|2 0 1 3",
        "{\"ranking\":[\" <2> \",\"<2>\",\"A11\",7,null,[\"<1>\"],\"<0>\"]}|2 0",
        "{\"ranking\":[\"<1>\",\"<3>\"|1 3",
        "```json {\"ranking\":[\"<1>\"]} ```|1",
        "{\"order\":[\"<3>\",\"<0>\"]}|3 0",
        "{\"ranking\":\"<3> <0>\"}|3 0",
        "The best is <1>, then <0>; not x<2> or <3>9.|1 0",
        "1. <3>: Emma 2. <2>|3 2",
        "I can not rank these.|~~",
        "[]|~~",
        "null|~~",
        "~~|~~",
      })
  void labelsAreReadInOrderAndNothingElseIs(String text, String expected) {
    List<Integer> order =
        expected.isEmpty()
            ? List.of()
            : java.util.Arrays.stream(expected.split(" ")).map(Integer::valueOf).toList();
    assertEquals(order, read(text).order());
    assertEquals(order.size() / 4.0, read(text).validShare());
  }

  @Test
  void caseDoesNotMatter() {
    assertEquals(
        List.of(1), read("{\"ranking\":[\"<1>\"]}".toLowerCase(java.util.Locale.ROOT)).order());
    assertEquals(
        List.of(1),
        AnswerReader.read(labels.of(1).toLowerCase(java.util.Locale.ROOT), labels).order());
  }

  @Test
  void aMegabyteIsReadAsFarAsAnAnswerCanReach() {
    assertEquals(List.of(2), read("<2> " + "x ".repeat(1 << 19) + "<1>").order());
  }

  @Test
  void nestingToTheDeepestIsTextLikeAnyOther() {
    assertEquals(List.of(2), read("[".repeat(20_000) + "\"<2>\"").order());
  }
}
