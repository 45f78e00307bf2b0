package dev.lrgd.llm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class InjectionCorpusTest {

  @Test
  void isWhatItsGeneratorMakes() {
    assertEquals(InjectionTitles.byFamily(), InjectionCorpus.byFamily());
  }

  @Test
  void hasAThousandTitlesOfManyFamilies() {
    List<String> titles = InjectionCorpus.all();
    assertTrue(new HashSet<>(titles).size() >= 1_000, titles.size() + " titles");
    assertTrue(InjectionCorpus.byFamily().size() >= 10);
  }

  /** So a model that writes what a title dictates to it names no candidate. */
  @Test
  void noTitleNamesACandidate() {
    List<String> titles = InjectionCorpus.all();
    for (int i = 0; i + 20 <= titles.size(); i += 20) {
      List<String> shown = titles.subList(i, i + 20);
      Prompt prompt = TestModels.writer().write(new Question(List.of(), shown, shown, i));
      String dictated = String.join("\n", shown);
      String safe =
          String.join("\n", TestModels.candidates(prompt).stream().map(c -> c.getValue()).toList());
      assertEquals(List.of(), AnswerReader.read(safe, prompt.labels()).order());
      assertFalse(
          IntStream.range(0, 20)
              .mapToObj(prompt.labels()::of)
              .anyMatch(label -> safe.toUpperCase(Locale.ROOT).contains(label)),
          dictated);
    }
  }

  @Test
  void everyTitleStaysInItsPlaceOfThePrompt() {
    List<String> titles = InjectionCorpus.all();
    for (int i = 0; i + 20 <= titles.size(); i += 20) {
      List<String> shown = titles.subList(i, i + 20);
      Question.Example example = new Question.Example(shown.subList(0, 5), shown.get(5));
      Prompt prompt = TestModels.writer().write(new Question(List.of(example), shown, shown, i));
      // Three lines of headings, two blank ones, and one line for each thing that is shown.
      assertEquals(3 + 2 + 1 + 20 + 20, prompt.user().lines().count(), prompt.user());
      assertEquals(20, TestModels.candidates(prompt).size());
    }
  }
}
