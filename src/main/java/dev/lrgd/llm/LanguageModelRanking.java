package dev.lrgd.llm;

import dev.lrgd.llm.LlmAnswer.Failed;
import dev.lrgd.llm.LlmAnswer.Ranked;
import dev.lrgd.llm.Spending.Amount;
import io.smallrye.faulttolerance.api.Guard;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Asks a language model for a ranking, within a deadline, and never throws for what it does.
 *
 * <p>It is the one owner of retries: there is at most one, after a jittered pause, for a fault that
 * may pass, while the {@link RetryBudget} and the time allow it. SmallRye's guard makes it; its
 * timeouts are the same for every call and so cannot carry a request's deadline, and its breaker
 * knows one process: the time is handed down to the HTTP client, and a model that keeps failing is
 * left alone by all functions ({@link Breaker}). So is one that asked for it (Retry-After). What it
 * costs is the tenant's {@link Bill}.
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
  private final Guard retrying;
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
    this.retrying = onceMore(settings.backoff());
    this.spending = spending;
    this.settings = settings;
    this.clock = clock;
  }

  /** After any pause up to the longest (full jitter); whether at all, {@link Again} says. */
  private static Guard onceMore(Duration backoff) {
    long half = backoff.toMillis() / 2;
    return Guard.create()
        .withDescription("llm")
        .withRetry()
        .maxRetries(1)
        .delay(half, ChronoUnit.MILLIS)
        .jitter(half, ChronoUnit.MILLIS)
        .retryOn(Again.class)
        .done()
        .build();
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
    return rank(question, tenant, deadline, false);
  }

  /** The same with the log-probabilities that the effect of demonstrations is measured by. */
  public LlmAnswer measure(Question question, String tenant, Instant deadline) {
    return rank(question, tenant, deadline, true);
  }

  private LlmAnswer rank(
      Question question, String tenant, Instant deadline, boolean logProbabilities) {
    Prompt prompt = writer.write(question);
    Optional<String> obstacle = obstacle(deadline);
    if (obstacle.isPresent()) {
      return new Failed(obstacle.get());
    }
    Bill bill = bill(tenant, prompt);
    Optional<String> refusal = bill.reserve();
    if (refusal.isPresent()) {
      return new Failed(refusal.get());
    }
    try {
      // The breaker comes last: whom it lets try must call.
      return breaker.allows()
          ? ask(prompt, deadline, bill, logProbabilities)
          : new Failed("the endpoint failed too often and is left alone for a while");
    } finally {
      bill.settle();
    }
  }

  private Bill bill(String tenant, Prompt prompt) {
    LocalDate day = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    Amount most = settings.price().of(prompt.inputTokens(), prompt.maxOutputTokens());
    return new Bill(spending, settings.daily(), tenant, day, most);
  }

  private LlmAnswer ask(Prompt prompt, Instant deadline, Bill bill, boolean logProbabilities) {
    retries.earn();
    try {
      return read(
          retrying.get(() -> attempt(prompt, deadline, bill, logProbabilities), Completion.class),
          prompt);
    } catch (Again e) {
      return failed(e.fault);
    } catch (ModelFault e) {
      return failed(e);
    }
  }

  private Completion attempt(Prompt prompt, Instant deadline, Bill bill, boolean logProbabilities) {
    try {
      Completion completion = model.complete(prompt, timeUntil(deadline), logProbabilities);
      bill.answered(settings.price().of(completion.inputTokens(), completion.outputTokens()));
      return completion;
    } catch (ModelFault e) {
      bill.failed(e.kind());
      throw isWorthAnother(e, deadline, bill) ? new Again(e) : e;
    }
  }

  private boolean isWorthAnother(ModelFault fault, Instant deadline, Bill bill) {
    Duration left = timeUntil(deadline).minus(settings.backoff());
    return fault.kind().mayPass()
        && fault.retryAfter().isEmpty()
        && left.compareTo(settings.leastTime()) >= 0
        && retries.spend()
        && bill.reserve().isEmpty();
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
        completion.outputTokens(),
        FirstChoice.logProbabilities(completion, prompt.labels()));
  }

  private LlmAnswer failed(ModelFault fault) {
    LOG.warnf("%s: %s", fault.getMessage(), fault.causes());
    fault.retryAfter().ifPresent(pause -> notBefore = clock.instant().plus(pause));
    if (fault.kind().isEndpointsFault()) {
      breaker.failed();
    }
    return new Failed(fault.getMessage());
  }

  private Duration timeUntil(Instant deadline) {
    return Duration.between(clock.instant(), deadline);
  }

  /** A fault after which the call is made again. */
  private static final class Again extends RuntimeException {
    private final ModelFault fault;

    Again(ModelFault fault) {
      super(fault);
      this.fault = fault;
    }
  }
}
