package dev.lrgd.llm;

import dev.lrgd.llm.LlmAnswer.Failed;
import dev.lrgd.llm.LlmAnswer.Ranked;
import dev.lrgd.llm.Spending.Amount;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jboss.logging.Logger;

/**
 * Asks a language model for a ranking, within a deadline, and never throws for what it does.
 *
 * <p>It is the one owner of retries: there is at most one, after a jittered pause, for a fault that
 * may pass, while the {@link RetryBudget} and the time allow it. A model that keeps failing is left
 * alone ({@link Breaker}), and so is one that asked for it (Retry-After). What a call may cost is
 * reserved before and settled after.
 */
public final class LanguageModelRanking {
  private static final Logger LOG = Logger.getLogger(LanguageModelRanking.class);

  /**
   * @param validShare share of the candidates that an answer must name to count
   * @param retryShare retries per request, on average
   * @param backoff the longest pause before a retry
   * @param leastTime for which calling is worth while
   * @param daily what each tenant may spend a day
   */
  record Settings(
      double validShare,
      double retryShare,
      Duration backoff,
      Duration leastTime,
      Amount daily,
      Price price) {}

  private final PromptWriter writer;
  private final LanguageModel model;
  private final Breaker breaker;
  private final RetryBudget retries;
  private final Spending spending;
  private final Settings settings;
  private final Clock clock;
  private volatile Instant notBefore = Instant.MIN;

  LanguageModelRanking(
      PromptWriter writer,
      LanguageModel model,
      Breaker breaker,
      Spending spending,
      Settings settings,
      Clock clock) {
    this.writer = writer;
    this.model = model;
    this.breaker = breaker;
    this.retries = new RetryBudget(settings.retryShare());
    this.spending = spending;
    this.settings = settings;
    this.clock = clock;
  }

  /** What a demonstration takes of the prompt, in tokens. */
  public int tokens(Question.Example example) {
    return writer.tokens(example);
  }

  /**
   * @param tenant who pays
   * @param deadline by which this returns, give or take the time to notice it
   */
  public LlmAnswer rank(Question question, String tenant, Instant deadline) {
    Prompt prompt = writer.write(question);
    Optional<String> obstacle = obstacle(deadline);
    if (obstacle.isPresent()) {
      return new Failed(obstacle.get());
    }
    LocalDate day = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    Amount reserved = settings.price().of(prompt.inputTokens(), prompt.maxOutputTokens());
    if (isLimited() && !spending.reserve(tenant, day, reserved, settings.daily())) {
      return new Failed("the day's budget is spent");
    }
    // The breaker comes last: whom it lets try must call.
    Amount spent = Amount.NONE;
    try {
      if (!breaker.allows()) {
        return new Failed("the endpoint failed too often and is left alone for a while");
      }
      retries.earn();
      Completion completion = complete(prompt, deadline);
      spent = settings.price().of(completion.inputTokens(), completion.outputTokens());
      return read(completion, prompt);
    } catch (ModelFault e) {
      note(e);
      // Who stops waiting is charged all the same.
      spent = e.kind() == ModelFault.Kind.TIMEOUT ? reserved : spent;
      return new Failed(e.getMessage());
    } finally {
      if (isLimited()) {
        spending.settle(tenant, day, spent.minus(reserved));
      }
    }
  }

  private Optional<String> obstacle(Instant deadline) {
    Instant now = clock.instant();
    if (now.plus(settings.leastTime()).isAfter(deadline)) {
      return Optional.of("no time is left for it");
    }
    return now.isBefore(notBefore)
        ? Optional.of(ModelFault.Kind.OVERLOADED.sentence())
        : Optional.empty();
  }

  private boolean isLimited() {
    return !settings.daily().equals(Amount.UNLIMITED);
  }

  private Completion complete(Prompt prompt, Instant deadline) {
    try {
      return model.complete(prompt, timeUntil(deadline), false);
    } catch (ModelFault e) {
      Duration pause = pause();
      if (!e.kind().mayPass()
          || e.retryAfter().isPresent()
          || timeUntil(deadline).minus(pause).compareTo(settings.leastTime()) < 0
          || !retries.spend()) {
        throw e;
      }
      sleep(pause, e);
      return model.complete(prompt, timeUntil(deadline), false);
    }
  }

  /** Full jitter: any pause up to the longest. */
  private Duration pause() {
    return Duration.ofNanos(ThreadLocalRandom.current().nextLong(settings.backoff().toNanos() + 1));
  }

  private static void sleep(Duration pause, ModelFault before) {
    try {
      Thread.sleep(pause.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw before;
    }
  }

  private LlmAnswer read(Completion completion, Prompt prompt) {
    AnswerReader.Reading reading = AnswerReader.read(completion.text(), prompt.labels());
    if (reading.validShare() < settings.validShare()) {
      throw new ModelFault(ModelFault.Kind.UNREADABLE, null);
    }
    breaker.succeeded();
    return new Ranked(
        reading.order(),
        completion.model(),
        prompt.version(),
        completion.inputTokens(),
        completion.outputTokens());
  }

  private void note(ModelFault fault) {
    LOG.warnf("%s: %s", fault.getMessage(), fault.causes());
    fault.retryAfter().ifPresent(pause -> notBefore = clock.instant().plus(pause));
    if (fault.kind().isEndpointsFault()) {
      breaker.failed();
    }
  }

  private Duration timeUntil(Instant deadline) {
    return Duration.between(clock.instant(), deadline);
  }
}
