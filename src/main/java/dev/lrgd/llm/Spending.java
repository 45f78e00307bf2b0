package dev.lrgd.llm;

import java.time.LocalDate;

/** What tenants have spent on language models, by day (UTC). */
public interface Spending {

  /**
   * Counts an amount if the day's sum stays within the limit.
   *
   * @return false when it does not, or when that cannot be known; nothing is counted then
   */
  boolean reserve(String tenant, LocalDate day, Amount amount, Amount limit);

  /** Corrects what was reserved by what it came to; less is negative. */
  void settle(String tenant, LocalDate day, Amount difference);

  /**
   * @param tokens read and written
   * @param micros millionths of whatever currency prices are given in
   */
  record Amount(long tokens, long micros) {
    public static final Amount NONE = new Amount(0, 0);
    static final Amount UNLIMITED = new Amount(Long.MAX_VALUE, Long.MAX_VALUE);

    Amount plus(Amount other) {
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
