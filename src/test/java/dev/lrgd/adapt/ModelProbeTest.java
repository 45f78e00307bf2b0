package dev.lrgd.adapt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lrgd.feedback.memory.MemoryLogConfig;
import dev.lrgd.feedback.memory.MemoryOutcomeLog;
import dev.lrgd.llm.Completion;
import dev.lrgd.llm.LanguageModel;
import dev.lrgd.llm.ModelFault;
import dev.lrgd.llm.Prompt;
import dev.lrgd.llm.TestModels;
import dev.lrgd.pool.AdaptationReport;
import dev.lrgd.pool.ModelCalibration;
import dev.lrgd.pool.ModelEffect;
import dev.lrgd.pool.PoolId;
import dev.lrgd.pool.PoolStore;
import dev.lrgd.pool.memory.MemoryPoolStore;
import dev.lrgd.pool.memory.MemoryStoreConfig;
import dev.lrgd.pool.sample.SamplePool;
import dev.lrgd.recommend.DemonstrationIndex;
import dev.lrgd.recommend.FirstStageConfig;
import dev.lrgd.recommend.PromptStage;
import dev.lrgd.space.Interaction;
import dev.lrgd.space.Item;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What an adaptation learns about a model, with scripts in the model's place. */
class ModelProbeTest {
  private static final int LISTS = 24;

  private static PoolFit fit;
  private static DemonstrationIndex index;
  private static final List<ValidationSlice.Case> CASES = new ArrayList<>();
  private static final Map<String, String> TITLES = new LinkedHashMap<>();

  private final AtomicInteger calls = new AtomicInteger();
  private Duration time = Duration.ofMinutes(5);

  @BeforeAll
  static void fit() {
    SamplePool sample = SamplePool.make();
    sample.items().forEach(item -> TITLES.put(item.id(), item.title()));
    Map<String, List<Interaction>> users =
        sample.interactions().stream()
            .collect(
                Collectors.groupingBy(Interaction::user, LinkedHashMap::new, Collectors.toList()));
    List<Interaction> training = new ArrayList<>();
    users.forEach(
        (user, history) -> {
          List<String> ids = history.stream().map(Interaction::item).toList();
          boolean heldOut = CASES.size() < 2 * LISTS && ids.size() > 3;
          int known = ids.size() - (heldOut ? 1 : 0);
          training.addAll(history.subList(0, known));
          if (heldOut) {
            CASES.add(new ValidationSlice.Case(user, ids.subList(0, known), ids.get(known)));
          }
        });
    fit = PoolFit.of(sample.items(), training, 10_000, 20);
    index = DemonstrationIndex.of(fit.space(), fit.demonstrations(), 1);
  }

  private Optional<ModelCalibration> calibration(LanguageModel model) {
    return learn(model).map(ModelProbe.Learnt::calibration);
  }

  private Optional<ModelProbe.Learnt> learn(LanguageModel model) {
    return probe(model).learn("acme", index, CASES, 1);
  }

  private ModelProbe probe(LanguageModel model) {
    return new ModelProbe(
        Optional.of(
            TestModels.asking(
                (prompt, time, logProbabilities) -> {
                  calls.incrementAndGet();
                  assertTrue(logProbabilities);
                  return model.complete(prompt, time, true);
                })),
        LISTS,
        Duration.ofSeconds(3),
        time,
        PromptStage.Settings.defaults(),
        Clock.systemUTC());
  }

  @Test
  void whenItsTimeIsUpItBeginsNoList() {
    time = Duration.ZERO;
    assertEquals(Optional.empty(), calibration((prompt, left, log) -> ranking(labels(prompt))));
    assertEquals(0, calls.get());
  }

  private static Completion ranking(List<String> labels) {
    return new Completion(String.join(" ", labels), "scripted-1", 100, 20, List.of());
  }

  private static List<String> labels(Prompt prompt) {
    return new ArrayList<>(TestModels.candidates(prompt).stream().map(c -> c.getKey()).toList());
  }

  @Test
  void aModelThatKnowsNothingCountsForLittleAndOneThatKnowsAllForMuch() {
    ModelCalibration ignorant =
        calibration(
                (prompt, time, log) -> {
                  List<String> labels = labels(prompt);
                  Collections.shuffle(labels, new Random(prompt.user().hashCode()));
                  return ranking(labels);
                })
            .orElseThrow();
    List<String> chosen = CASES.stream().map(c -> TITLES.get(c.target())).toList();
    ModelCalibration knowing =
        calibration(
                (prompt, time, log) ->
                    ranking(
                        TestModels.candidates(prompt).stream()
                            .sorted(
                                (a, b) ->
                                    chosen.contains(b.getValue())
                                        ? 1
                                        : chosen.contains(a.getValue()) ? -1 : 0)
                            .map(c -> c.getKey())
                            .toList()))
            .orElseThrow();
    assertEquals("scripted-1", ignorant.model());
    assertEquals(TestModels.writer().version(), ignorant.promptVersion());
    assertEquals(LISTS, ignorant.lists());
    assertTrue(ignorant.fusionWeight() < 0.6, ignorant.toString());
    assertTrue(knowing.fusionWeight() > ignorant.fusionWeight(), ignorant + " " + knowing);
  }

  @Test
  void aModelThatDemonstrationsDoNotMoveHasNoEffects() {
    ModelCalibration unmoved =
        calibration(
                (prompt, time, log) -> {
                  List<String> titles =
                      new ArrayList<>(
                          TestModels.candidates(prompt).stream()
                              .map(c -> c.getValue())
                              .sorted()
                              .toList());
                  Map<String, String> byTitle =
                      TestModels.candidates(prompt).stream()
                          .collect(
                              Collectors.toMap(
                                  Map.Entry::getValue, Map.Entry::getKey, (a, b) -> a));
                  return ranking(titles.stream().map(byTitle::get).toList());
                })
            .orElseThrow();
    assertEquals(0, unmoved.effectSlope(), 1e-12);
    assertTrue(calls.get() > LISTS && calls.get() <= 2 * LISTS, calls + " calls");
  }

  @Test
  void theReportHoldsMeasuredAgainstPredictedEffects() {
    List<String> chosen = CASES.stream().map(c -> TITLES.get(c.target())).toList();
    ModelEffect effect =
        learn(
                (prompt, time, log) -> {
                  boolean shown = prompt.user().startsWith("What other people chose next");
                  Map<String, Double> likeliest = new HashMap<>();
                  for (Map.Entry<String, String> candidate : TestModels.candidates(prompt)) {
                    boolean gains = shown && chosen.contains(candidate.getValue());
                    likeliest.put(candidate.getKey().substring(0, 1), gains ? -1.0 : -3.0);
                  }
                  String first = labels(prompt).get(0).substring(0, 1);
                  return new Completion(
                      String.join(" ", labels(prompt)),
                      "scripted-1",
                      100,
                      20,
                      List.of(new Completion.Place(first, likeliest)));
                })
            .orElseThrow()
            .effect()
            .orElseThrow();
    assertTrue(effect.byLogProbabilities());
    assertEquals(ModelEffect.Source.HELD_OUT, effect.source());
    assertTrue(effect.check().mean().low() > 0.5, effect.toString());
    assertTrue(effect.check().count() > LISTS / 2 && effect.check().count() <= LISTS);
    assertTrue(effect.check().slope() > 0, effect.toString());
  }

  @Test
  void whatWasLearntIsInTheVersionInPlaceOfWhatWasKnown() {
    PoolId books = PoolId.of("books");
    PoolStore store =
        new MemoryPoolStore(Clock.systemUTC(), config(MemoryStoreConfig.class, Map.of()));
    SamplePool sample = SamplePool.make();
    store.stageItems(books, sample.items());
    store.stageInteractions(books, sample.interactions());
    Adaptation adaptation =
        new Adaptation(
            store,
            new MemoryOutcomeLog(config(MemoryLogConfig.class, Map.of()), Clock.systemUTC()),
            config(AdaptConfig.class, Map.of()),
            config(SecondStageConfig.class, Map.of("lrgd.adaptation.least-validation-users", "10")),
            config(FirstStageConfig.class, Map.of()),
            Clock.systemUTC());
    adaptation.use(probe((prompt, time, log) -> ranking(labels(prompt))));
    AdaptationReport report = adaptation.adapt(books, Optional.empty());
    ModelCalibration learnt =
        store.version(books).calibration("scripted-1", TestModels.writer().version()).orElseThrow();
    assertEquals(LISTS, learnt.lists());
    assertTrue(report.changes().stream().anyMatch(c -> c.contains("scripted-1 weighs")));
    ModelEffect effect = report.findings().modelEffects().get(0);
    assertEquals(ModelEffect.Source.HELD_OUT, effect.source());
    assertTrue(report.changes().contains(Reasons.sentence(effect)), report.changes().toString());
    store.stageItems(books, List.of(Item.titled("new", "A new book")));
    adaptation.adapt(books, Optional.empty());
    assertEquals(1, store.version(books).calibrations().size());
  }

  private static <T> T config(Class<T> type, Map<String, String> values) {
    SmallRyeConfigBuilder builder = new SmallRyeConfigBuilder().withMapping(type);
    values.forEach(builder::withDefaultValue);
    return builder.build().getConfigMapping(type);
  }

  @Test
  void theFirstCallThatFailsIsTheLast() {
    assertEquals(
        Optional.empty(),
        calibration(
            (prompt, time, log) -> {
              throw new ModelFault(ModelFault.Kind.UNREADABLE, null);
            }));
    assertEquals(1, calls.get());
  }

  @Test
  void withoutAModelNobodyIsAsked() {
    assertEquals(Optional.empty(), ModelProbe.none().learn("acme", index, CASES, 1));
  }
}
