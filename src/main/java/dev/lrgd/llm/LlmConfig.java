package dev.lrgd.llm;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithParentName;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Whether and how a language model ranks. Where it is, which model and with what key is said under
 * {@code quarkus.langchain4j.openai}.
 */
@ConfigMapping(prefix = "lrgd.llm")
public interface LlmConfig {

  /** Who ranks beside the dual model. */
  enum Provider {
    OFF,
    /** Any endpoint that speaks OpenAI's chat completions. */
    OPENAI
  }

  /** Where what functions share about the endpoint is kept. */
  enum Shared {
    MEMORY,
    REDIS
  }

  /** {@code LRGD_LLM=openai} turns it on. */
  @WithParentName
  @WithDefault("off")
  Provider provider();

  /** How long a request waits for the model at most; a function's deadline may leave it less. */
  @WithDefault("3s")
  Duration budget();

  /** Kept back from a request's deadline for what comes after the model's answer. */
  @WithDefault("30ms")
  Duration margin();

  /** For less time than this the model is not called. */
  @WithDefault("50ms")
  Duration leastTime();

  /** How many of the dual model's best candidates the model ranks. */
  @WithDefault("20")
  @Min(1)
  @Max(Labels.MOST)
  int candidates();

  /** How many of the user's last items it is shown. */
  @WithDefault("20")
  @Min(1)
  int history();

  /** How many items before its target it is shown of a demonstration. */
  @WithDefault("5")
  @Min(1)
  int demonstrationHistory();

  /** Characters after which a title is cut. */
  @WithDefault("100")
  @Min(10)
  int titleLength();

  /** Tokens that all demonstrations may take together: the budget of their selection. */
  @WithDefault("600")
  @Min(0)
  @Max(10_000)
  int demonstrationTokens();

  /** Share of the candidates that an answer must name, or it counts as none. */
  @WithDefault("0.5")
  @DecimalMin("0")
  @DecimalMax("1")
  double validShare();

  /**
   * A folder with {@code system.txt} and {@code ask.txt} to be used in place of the built-in ones.
   */
  Optional<Path> prompts();

  /** Weight of the model's order beside the dual model until a version has learnt its own. */
  @WithDefault("1")
  @DecimalMin("0")
  double fusionWeight();

  /**
   * Share of the requests with demonstrations whose effect on the model is measured: it is asked
   * again without them, where the request's deadline and the tenant's budget have room for that.
   * Such a request waits for both calls.
   */
  @WithDefault("0")
  @DecimalMin("0")
  @DecimalMax("1")
  double measuredShare();

  /** How many calls one process makes at the same time; more requests than that go without. */
  @WithDefault("16")
  @Min(1)
  int concurrency();

  /** Where the breaker's state and the spending are kept; follows the store. */
  @WithDefault("${lrgd.store:memory}")
  Shared shared();

  ProbeConfig probe();

  RetryConfig retry();

  BreakerConfig breaker();

  SpendingConfig spending();

  /** What an adaptation asks the model, to learn how much its order and its effects count. */
  interface ProbeConfig {
    /** Held-out users whose lists it ranks, with demonstrations and without; 0 asks nothing. */
    @WithDefault("0")
    @Min(0)
    @Max(1000)
    int lists();

    /**
     * How long it may be asked at most; what was learnt by then counts. A function has 15 minutes.
     */
    @WithDefault("5m")
    Duration time();
  }

  /** A second call where the first one failed for a passing reason. */
  interface RetryConfig {
    /** Retries per request, on average. */
    @WithDefault("0.1")
    @DecimalMin("0")
    @DecimalMax("1")
    double share();

    /** The longest pause before one. */
    @WithDefault("100ms")
    Duration backoff();
  }

  /** When an endpoint is left alone. */
  interface BreakerConfig {
    /** How many of the last calls count. */
    @WithDefault("20")
    @Min(1)
    int window();

    /** Share of failures among them that opens it. */
    @WithDefault("0.5")
    @DecimalMin(value = "0", inclusive = false)
    @DecimalMax("1")
    double share();

    /** How long it stays open before somebody tries again. */
    @WithDefault("10s")
    Duration pause();

    /** How old the verdict that functions share may be. */
    @WithDefault("1s")
    Duration refresh();
  }

  /** What each tenant may spend a day (UTC); beyond it the dual model answers. */
  interface SpendingConfig {
    /** Tokens read and written; nothing said is no limit. */
    Optional<Long> tokensPerDay();

    /** In the currency of the prices; nothing said is no limit. */
    Optional<Double> moneyPerDay();

    /** Of a million tokens read. */
    @WithDefault("0")
    @DecimalMin("0")
    double inputPrice();

    /** Of a million tokens written. */
    @WithDefault("0")
    @DecimalMin("0")
    double outputPrice();
  }

  default PromptSettings promptSettings() {
    return new PromptSettings(
        history(), demonstrationHistory(), titleLength(), demonstrationTokens());
  }
}
