package dev.lrgd.llm;

import java.time.LocalDate;
import java.util.Optional;

/** What tenants have spent on language models, by day (UTC). */
public interface Spending {
  String SPENT = "the day's budget is spent";

  /**
   * Counts an amount if the day's sum stays within the limit.
   *
   * @return why not: that it does not, or that this cannot be known; nothing is counted then
   */
  Optional<String> reserve(String tenant, LocalDate day, Amount amount, Amount limit);

  /** Corrects what was reserved by what it came to; less is negative. */
  void settle(String tenant, LocalDate day, Amount difference);

  /**
   * @param tokens read and written
   * @param micros millionths of whatever currency prices are given in
   */
  record Amount(long tokens, long micros) {
    public static final Amount NONE = new Amount(0, 0);
    public static final Amount UNLIMITED = new Amount(Long.MAX_VALUE, Long.MAX_VALUE);

    public Amount plus(Amount other) {
      return new Amount(tokens + other.tokens, micros + other.micros);
    }

    Amount minus(Amount other) {
      return new Amount(tokens - other.tokens, micros - other.micros);
    }

    public boolean within(Amount limit) {
      return tokens <= limit.tokens && micros <= limit.micros;
    }
  }
}
