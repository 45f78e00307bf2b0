package dev.lrgd.llm;

import dev.lrgd.llm.LlmConfig.Provider;
import dev.lrgd.llm.LlmConfig.Shared;
import dev.lrgd.llm.LlmConfig.SpendingConfig;
import dev.lrgd.llm.Spending.Amount;
import dev.lrgd.llm.redis.RedisBreakerState;
import dev.lrgd.llm.redis.RedisSpending;
import dev.lrgd.pool.redis.RedisCalls;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import java.time.Clock;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Puts the language model's ranking together as it is configured, at run time. */
@ApplicationScoped
public class Llm {
  private static final Logger LOG = Logger.getLogger(Llm.class);

  private static final double MICROS = 1e6;

  private final LlmConfig config;
  private final Instance<LanguageModel> model;
  private final Instance<RedisCalls> redis;
  private final Clock clock;
  private final Optional<PromptWriter> writer;
  private final Optional<LanguageModelRanking> ranking;

  Llm(LlmConfig config, Instance<LanguageModel> model, Instance<RedisCalls> redis, Clock clock) {
    this.config = config;
    this.model = model;
    this.redis = redis;
    this.clock = clock;
    this.writer =
        config.provider() == Provider.OFF
            ? Optional.empty()
            : Optional.of(
                new PromptWriter(PromptTemplates.load(config.prompts()), config.promptSettings()));
    this.ranking = writer.map(this::ranking);
  }

  /** A prompt that cannot be read is said at the start, not with the first request. */
  void prepare(@Observes StartupEvent started) {
    ranking.ifPresent(prepared -> LOG.infof("prompt %s", writer.orElseThrow().version()));
  }

  /** Empty where none is configured. */
  public Optional<LanguageModelRanking> ranking() {
    return ranking;
  }

  private LanguageModelRanking ranking(PromptWriter writer) {
    boolean shared = config.shared() == Shared.REDIS;
    BreakerState state =
        shared ? new RedisBreakerState(redis.get()) : new MemoryBreakerState(clock);
    Breaker.Settings breaker =
        new Breaker.Settings(
            config.breaker().window(),
            config.breaker().share(),
            config.breaker().pause(),
            config.breaker().refresh());
    return new LanguageModelRanking(
        writer,
        model.get(),
        new Breaker(breaker, state, clock),
        shared ? new RedisSpending(redis.get()) : new MemorySpending(),
        settings(),
        clock);
  }

  private LanguageModelRanking.Settings settings() {
    SpendingConfig spending = config.spending();
    return new LanguageModelRanking.Settings(
        config.validShare(),
        config.retry().share(),
        config.retry().backoff(),
        config.leastTime(),
        new Amount(
            spending.tokensPerDay().orElse(Long.MAX_VALUE),
            spending.moneyPerDay().map(money -> (long) (money * MICROS)).orElse(Long.MAX_VALUE)),
        new Price(spending.inputPrice(), spending.outputPrice()));
  }
}
