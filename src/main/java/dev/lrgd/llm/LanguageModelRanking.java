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
import java.util.concurrent.atomic.AtomicBoolean;
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
  private volatile boolean refusesLogProbabilities;

  /** The first call that leaves log-probabilities out is not saved up for. */
  private final AtomicBoolean findsOut = new AtomicBoolean(true);

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

  /**
   * The same with the log-probabilities that the effect of demonstrations is measured by; without
   * them where the endpoint refuses the question for them.
   */
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
          ? ask(new Calls(prompt, deadline, bill, logProbabilities))
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

  private LlmAnswer ask(Calls calls) {
    retries.earn();
    try {
      return read(retrying.get(calls::next, Completion.class), calls.prompt);
    } catch (Again e) {
      return failed(e.fault);
    } catch (ModelFault e) {
      return failed(e);
    }
  }

  /** The first call of a request and the one after it, if there is one. */
  private final class Calls {
    private final Prompt prompt;
    private final Instant deadline;
    private final Bill bill;
    private boolean logProbabilities;
    private boolean leftOut;

    Calls(Prompt prompt, Instant deadline, Bill bill, boolean logProbabilities) {
      this.prompt = prompt;
      this.deadline = deadline;
      this.bill = bill;
      this.logProbabilities = logProbabilities && !refusesLogProbabilities;
    }

    Completion next() {
      try {
        Completion completion = model.complete(prompt, timeUntil(deadline), logProbabilities);
        bill.answered(settings.price().of(completion.inputTokens(), completion.outputTokens()));
        // The same question was refused with them: so will be others.
        refusesLogProbabilities |= leftOut;
        return completion;
      } catch (ModelFault e) {
        bill.failed(e.kind());
        throw isWorthAnother(e) ? new Again(e) : e;
      }
    }

    private boolean isWorthAnother(ModelFault fault) {
      Duration left = timeUntil(deadline).minus(settings.backoff());
      return left.compareTo(settings.leastTime()) >= 0
          && (mayPass(fault) ? retries.spend() : leavesOut(fault))
          && bill.reserve().isEmpty();
    }

    private boolean mayPass(ModelFault fault) {
      return fault.kind().mayPass() && fault.retryAfter().isEmpty();
    }

    /** Some endpoints refuse to be asked for log-probabilities rather than leave them out. */
    private boolean leavesOut(ModelFault fault) {
      leftOut =
          logProbabilities
              && fault.kind() == ModelFault.Kind.REFUSED
              && (findsOut.getAndSet(false) || retries.spend());
      logProbabilities &= !leftOut;
      return leftOut;
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
