package dev.lrgd.llm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lrgd.llm.LlmAnswer.Failed;
import dev.lrgd.llm.LlmAnswer.Ranked;
import dev.lrgd.llm.ModelFault.Kind;
import dev.lrgd.llm.Spending.Amount;
import dev.lrgd.pool.MovingClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class LanguageModelRankingTest {
  private static final Question QUESTION =
      new Question(List.of(), List.of("Emma"), List.of("a", "b", "c", "d"), 1);

  private final MovingClock clock = new MovingClock();
  private final Queue<Kind> faults = new ArrayDeque<>();
  private int calls;

  /** Fails as it is told to, then ranks as shown. */
  private Completion scripted(Prompt prompt) {
    calls++;
    Kind fault = faults.poll();
    if (fault != null) {
      throw new ModelFault(fault, null);
    }
    String labels =
        String.join(" ", TestModels.candidates(prompt).stream().map(c -> c.getKey()).toList());
    return new Completion(labels, "scripted-1", 100, 20, List.of());
  }

  private LanguageModelRanking ranking(LanguageModelRanking.Settings settings) {
    return TestModels.asking(
        (prompt, time, logProbabilities) -> scripted(prompt),
        clock,
        new MemoryBreakerState(clock),
        new MemorySpending(),
        settings);
  }

  private LlmAnswer ask(LanguageModelRanking ranking) {
    return ranking.rank(QUESTION, "acme", clock.instant().plusSeconds(3));
  }

  private static void assertFailed(String reason, LlmAnswer answer) {
    assertEquals(reason, assertInstanceOf(Failed.class, answer).reason());
  }

  @Test
  void anAnswerSaysWhoGaveItAndWithWhichPrompt() {
    Ranked ranked = assertInstanceOf(Ranked.class, ask(ranking(TestModels.settings())));
    assertEquals("scripted-1", ranked.model());
    assertEquals(TestModels.writer().version(), ranked.promptVersion());
    assertEquals(100, ranked.inputTokens());
    assertEquals(20, ranked.outputTokens());
    assertEquals(List.of(0, 1, 2, 3), ranked.order().stream().sorted().toList());
  }

  @ParameterizedTest
  @CsvSource({"1,false", "2,true", "4,true"})
  void belowTheConfiguredShareOfLabelsAnAnswerIsNone(int named, boolean counts) {
    LanguageModelRanking ranking =
        TestModels.asking(
            TestModels.writing(
                prompt ->
                    String.join(
                        " ",
                        TestModels.candidates(prompt).subList(0, named).stream()
                            .map(c -> c.getKey())
                            .toList())));
    LlmAnswer answer = ranking.rank(QUESTION, "acme", Instant.now().plusSeconds(3));
    assertEquals(counts, answer instanceof Ranked, answer.toString());
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void aFaultIsAReasonAndNotAnException(Kind kind) {
    faults.addAll(List.of(kind, kind));
    assertFailed(kind.sentence(), ask(ranking(TestModels.settings())));
  }

  @Test
  void onlyWhatMayPassIsTriedAgain() {
    LanguageModelRanking ranking = ranking(TestModels.settings());
    // Ten requests save up one retry.
    for (int i = 0; i < 10; i++) {
      ask(ranking);
    }
    calls = 0;
    faults.add(Kind.REFUSED);
    assertInstanceOf(Failed.class, ask(ranking));
    assertEquals(1, calls);
    faults.add(Kind.UNAVAILABLE);
    assertInstanceOf(Ranked.class, ask(ranking));
    assertEquals(3, calls);
  }

  @Test
  void whereLogProbabilitiesAreRefusedTheQuestionIsAskedWithoutThem() {
    List<Boolean> asked = new ArrayList<>();
    LanguageModelRanking ranking =
        TestModels.asking(
            (prompt, time, logProbabilities) -> {
              asked.add(logProbabilities);
              if (logProbabilities) {
                throw new ModelFault(Kind.REFUSED, null);
              }
              return scripted(prompt);
            },
            clock);
    Instant deadline = clock.instant().plusSeconds(3);
    Ranked first = assertInstanceOf(Ranked.class, ranking.measure(QUESTION, "acme", deadline));
    assertEquals(Optional.empty(), first.firstChoice());
    assertInstanceOf(Ranked.class, ranking.measure(QUESTION, "acme", deadline));
    assertEquals(List.of(true, false, false), asked);
  }

  @Test
  void anEndpointThatRefusesEverythingIsAskedOnceMoreOnlyAndNothingIsLearnt() {
    List<Boolean> asked = new ArrayList<>();
    LanguageModelRanking ranking =
        TestModels.asking(
            (prompt, time, logProbabilities) -> {
              asked.add(logProbabilities);
              throw new ModelFault(Kind.REFUSED, null);
            },
            clock);
    for (int i = 0; i < 3; i++) {
      assertFailed(
          Kind.REFUSED.sentence(),
          ranking.measure(QUESTION, "acme", clock.instant().plusSeconds(3)));
    }
    assertEquals(List.of(true, false, true, true), asked);
  }

  @Test
  void whenEverythingFailsThereIsAtMostOneCallInTenMore() {
    LanguageModelRanking ranking = ranking(TestModels.settings());
    for (int i = 0; i < 10_000; i++) {
      faults.addAll(List.of(Kind.OVERLOADED, Kind.OVERLOADED));
      ask(ranking);
    }
    assertTrue(calls >= 10_500 && calls <= 11_000, calls + " calls");
  }

  @Test
  void withoutTimeThereIsNoCall() {
    LanguageModelRanking ranking = ranking(TestModels.settings());
    assertFailed(
        "no time is left for it", ranking.rank(QUESTION, "acme", clock.instant().plusMillis(49)));
    assertEquals(0, calls);
    assertInstanceOf(Ranked.class, ranking.rank(QUESTION, "acme", clock.instant().plusMillis(50)));
  }

  @Test
  void anEndpointThatFailsIsLeftAloneAndTriedAgainByOne() {
    LanguageModelRanking ranking = ranking(TestModels.settings());
    for (int i = 0; i < 20; i++) {
      faults.add(Kind.TIMEOUT);
      ask(ranking);
    }
    assertFailed("the endpoint failed too often and is left alone for a while", ask(ranking));
    assertEquals(20, calls);
    clock.pass(Duration.ofSeconds(10));
    faults.add(Kind.TIMEOUT);
    assertFailed(Kind.TIMEOUT.sentence(), ask(ranking));
    assertInstanceOf(Failed.class, ask(ranking));
    assertEquals(21, calls);
    clock.pass(Duration.ofSeconds(10));
    assertInstanceOf(Ranked.class, ask(ranking));
    assertInstanceOf(Ranked.class, ask(ranking));
    assertEquals(23, calls);
  }

  @Test
  void anEndpointThatHasMuchToDoIsNotTakenForABrokenOne() {
    LanguageModelRanking ranking = ranking(TestModels.settings());
    for (int i = 0; i < 100; i++) {
      faults.add(Kind.OVERLOADED);
      ask(ranking);
    }
    faults.clear();
    assertInstanceOf(Ranked.class, ask(ranking));
  }

  @Test
  void anEndpointThatWantsToBeLeftAloneIs() {
    LanguageModelRanking ranking =
        TestModels.asking(
            (prompt, time, logProbabilities) -> {
              calls++;
              throw new ModelFault(Kind.OVERLOADED, Optional.of(Duration.ofSeconds(2)), null);
            },
            clock);
    ask(ranking);
    ask(ranking);
    assertEquals(1, calls);
    clock.pass(Duration.ofSeconds(2));
    ask(ranking);
    assertEquals(2, calls);
  }

  @Test
  void aDaysTokensAreSpentByTenantAndNoFurther() {
    // The prompt's estimate is reserved, 120 tokens are charged.
    int reserved =
        TestModels.writer().write(QUESTION).inputTokens()
            + TestModels.writer().write(QUESTION).maxOutputTokens();
    LanguageModelRanking ranking =
        ranking(TestModels.settings(new Amount(240 + reserved, Long.MAX_VALUE), new Price(0, 0)));
    for (int i = 0; i < 3; i++) {
      assertInstanceOf(Ranked.class, ask(ranking), "request " + i);
    }
    assertFailed("the day's budget is spent", ask(ranking));
    assertInstanceOf(Ranked.class, ranking.rank(QUESTION, "other", clock.instant().plusSeconds(3)));
    clock.pass(Duration.ofSeconds(86_400));
    assertInstanceOf(Ranked.class, ask(ranking));
  }

  @Test
  void aDaysMoneyIsSpentAndNoMore() {
    // 100 tokens at 2 and 20 at 10 a million are 400 millionths; a call turned away costs nothing.
    LanguageModelRanking ranking =
        ranking(TestModels.settings(new Amount(Long.MAX_VALUE, 2_000), new Price(2, 10)));
    faults.add(Kind.REFUSED);
    ask(ranking);
    int answered = 0;
    while (ask(ranking) instanceof Ranked && answered < 100) {
      answered++;
    }
    assertTrue(answered >= 1 && answered <= 5, answered + " answers");
  }
}
