package dev.lrgd.llm;

import dev.lrgd.llm.Spending.Amount;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Language models that are scripts, and everything around a model as it is configured by default.
 */
public final class TestModels {
  private static final Pattern CANDIDATE = Pattern.compile("(?m)^([A-Z]\\d\\d): \"(.*)\"$");

  private TestModels() {}

  /** A model that writes what a script makes of its prompt. */
  public static LanguageModel writing(Function<Prompt, String> script) {
    return (prompt, time, logProbabilities) ->
        new Completion(script.apply(prompt), "scripted-1", 100, 20, List.of());
  }

  /** Asks a model as the service does, with nothing limited. */
  public static LanguageModelRanking asking(LanguageModel model) {
    return asking(model, Clock.systemUTC());
  }

  public static LanguageModelRanking asking(LanguageModel model, Clock clock) {
    return asking(model, clock, new MemoryBreakerState(clock), new MemorySpending(), settings());
  }

  static LanguageModelRanking asking(
      LanguageModel model,
      Clock clock,
      BreakerState state,
      Spending spending,
      LanguageModelRanking.Settings settings) {
    Breaker.Settings breaker =
        new Breaker.Settings(20, 0.5, Duration.ofSeconds(10), Duration.ofSeconds(1));
    return new LanguageModelRanking(
        writer(), model, new Breaker(breaker, state, clock), spending, settings, clock);
  }

  static LanguageModelRanking.Settings settings() {
    return settings(Amount.UNLIMITED, new Price(0, 0));
  }

  static LanguageModelRanking.Settings settings(Amount daily, Price price) {
    return new LanguageModelRanking.Settings(
        0.5, 0.1, Duration.ofMillis(1), Duration.ofMillis(50), daily, price);
  }

  public static PromptWriter writer() {
    return new PromptWriter(PromptTemplates.load(Optional.empty()), PromptSettings.defaults());
  }

  /** The labels of a prompt in the order they stand in it, with their titles. */
  public static List<Map.Entry<String, String>> candidates(Prompt prompt) {
    return candidates(prompt.user());
  }

  static List<Map.Entry<String, String>> candidates(String text) {
    Matcher matcher = CANDIDATE.matcher(text);
    return matcher.results().map(r -> Map.entry(r.group(1), r.group(2))).toList();
  }

  /** The defaults, with keys of {@code lrgd.llm} and their values. */
  public static LlmConfig config(String... more) {
    SmallRyeConfigBuilder builder =
        new SmallRyeConfigBuilder()
            .addDefaultInterceptors()
            .addDiscoveredConverters()
            .withMapping(LlmConfig.class);
    for (int i = 0; i < more.length; i += 2) {
      builder.withDefaultValue(more[i], more[i + 1]);
    }
    return builder.build().getConfigMapping(LlmConfig.class);
  }
}
