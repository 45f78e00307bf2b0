package dev.lrgd.recommend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lrgd.feedback.MeasuredEffect;
import dev.lrgd.feedback.RecommendationRecord;
import dev.lrgd.llm.Completion;
import dev.lrgd.llm.ModelFault;
import dev.lrgd.llm.Prompt;
import dev.lrgd.llm.TestModels;
import dev.lrgd.pool.MovingClock;
import dev.lrgd.pool.PoolId;
import dev.lrgd.recommend.RecommendationAnswer.RankedItem;
import dev.lrgd.recommend.RecommendationAnswer.Usage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a request measures of its demonstrations, with a script in the model's place. */
class EffectMeasurementTest {
  private static final PoolId POOL = PoolId.of("books");
  private static final Duration CALL = Duration.ofMillis(100);

  private final FakePools pools = new FakePools(new World(1, 40, 60).version());
  private final MovingClock clock = new MovingClock();
  private final List<Boolean> logProbabilities = new ArrayList<>();
  private final List<Prompt> asked = new ArrayList<>();
  private boolean failsZeroShot;
  private Duration call = CALL;

  /** Finds the first candidate of a prompt e times as likely after demonstrations as without. */
  private Completion scripted(Prompt prompt, boolean wantsLogProbabilities) {
    asked.add(prompt);
    logProbabilities.add(wantsLogProbabilities);
    clock.pass(call);
    if (failsZeroShot && !isShown(prompt)) {
      throw new ModelFault(ModelFault.Kind.UNREADABLE, null);
    }
    List<String> labels = TestModels.candidates(prompt).stream().map(Map.Entry::getKey).toList();
    Map<String, Double> likeliest = new HashMap<>();
    labels.forEach(label -> likeliest.put(label.substring(0, 1), -4.0));
    likeliest.put(labels.get(0).substring(0, 1), isShown(prompt) ? -3.0 : -4.0);
    return new Completion(
        String.join(" ", labels),
        "scripted-1",
        100,
        20,
        wantsLogProbabilities
            ? List.of(new Completion.Place(labels.get(0).substring(0, 1), likeliest))
            : List.of());
  }

  private static boolean isShown(Prompt prompt) {
    return prompt.user().startsWith("What other people chose next");
  }

  private RecommendationAnswer ask(String share, String user, Optional<Duration> time) {
    pools.clock = clock;
    pools.llm = TestModels.config("lrgd.llm.measured-share", share);
    pools.model =
        Optional.of(TestModels.asking((prompt, left, wanted) -> scripted(prompt, wanted), clock));
    RecommendationRequest request =
        new RecommendationRequest(
            user,
            List.of(ItemReference.of("i1"), ItemReference.of("i5")),
            null,
            List.of(),
            40,
            4,
            RankerChoice.LLM,
            false);
    return pools.recommender().recommend(POOL, request, time.map(clock.instant()::plus));
  }

  private RecommendationAnswer ask(String share) {
    return ask(share, "u", Optional.empty());
  }

  private RecommendationRecord recorded() {
    return pools.recorded.get(pools.recorded.size() - 1);
  }

  @Test
  void nothingIsMeasuredUntilItIsTurnedOn() {
    ask("0");
    assertEquals(List.of(false), logProbabilities);
    assertEquals(Optional.empty(), recorded().measured());
  }

  @Test
  void theSameQuestionIsAskedWithoutDemonstrationsAndTheDifferenceIsRemembered() {
    RecommendationAnswer answer = ask("1");

    assertEquals(List.of(true, true), logProbabilities);
    assertTrue(isShown(asked.get(0)));
    assertFalse(isShown(asked.get(1)));
    assertEquals(
        TestModels.candidates(asked.get(0)), TestModels.candidates(asked.get(1)), "candidates");
    MeasuredEffect measured = recorded().measured().orElseThrow();
    assertEquals("scripted-1", measured.model());
    assertEquals(TestModels.writer().version(), measured.promptVersion());
    assertTrue(measured.byLogProbabilities());
    assertEquals(20, measured.gains().size());
    // p = e / (e + 19) for the first and 1 / (e + 19) for the others, 1 / 20 before.
    double others = Math.log(20 / (Math.E + 19));
    List<Double> gains = measured.gains().values().stream().sorted().toList();
    assertEquals(others, gains.get(0), 1e-12);
    assertEquals(others, gains.get(18), 1e-12);
    assertEquals(others + 1, gains.get(19), 1e-12);
    String first = TestModels.candidates(asked.get(0)).get(0).getValue();
    String chosen =
        answer.items().stream()
            .filter(item -> item.title().equals(first))
            .map(RankedItem::id)
            .findFirst()
            .orElseThrow();
    assertEquals(others + 1, measured.gains().get(chosen), 1e-12);
    assertEquals(answer.selection().effect(), recorded().effect());
  }

  @Test
  void measuringChangesNothingButTheBill() {
    RecommendationAnswer plain = ask("0");
    RecommendationAnswer measured = ask("1");
    assertEquals(plain.items(), measured.items());
    assertEquals(plain.degraded(), measured.degraded());
    Usage usage = plain.usage();
    assertEquals(
        new Usage(
            usage.model(),
            usage.promptVersion(),
            2 * usage.inputTokens(),
            2 * usage.outputTokens()),
        measured.usage());
  }

  @Test
  void aMeasurementThatFailsIsNoFaultOfTheAnswer() {
    failsZeroShot = true;
    RecommendationAnswer answer = ask("1");
    assertEquals("llm", answer.rankedBy());
    assertEquals(List.of(), answer.degraded());
    assertEquals(2, asked.size());
    assertEquals(Optional.empty(), recorded().measured());
  }

  @Test
  void withoutTwiceTheTimeOfTheFirstCallThereIsNoSecond() {
    // 30 ms of every deadline are kept back.
    ask("1", "u", Optional.of(CALL.multipliedBy(3).plusMillis(29)));
    assertEquals(1, asked.size());
    assertEquals(Optional.empty(), recorded().measured());
    ask("1", "u", Optional.of(CALL.multipliedBy(3).plusMillis(30)));
    assertEquals(3, asked.size());
    assertTrue(recorded().measured().isPresent());
    call = Duration.ofMillis(1001);
    ask("1", "u", Optional.empty());
    assertEquals(4, asked.size());
  }

  @Test
  void theShareIsKeptAndTheSameRequestIsMeasuredAlwaysOrNever() {
    int measured = 0;
    for (int user = 0; user < 400; user++) {
      ask("0.25", "u" + user, Optional.empty());
      boolean first = recorded().measured().isPresent();
      ask("0.25", "u" + user, Optional.empty());
      assertEquals(first, recorded().measured().isPresent());
      measured += first ? 1 : 0;
    }
    // 100 expected, standard deviation 8.7.
    assertTrue(measured > 65 && measured < 135, measured + " of 400");
  }
}
