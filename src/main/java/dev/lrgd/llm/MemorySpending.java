package dev.lrgd.llm;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What was spent through this process, of the latest day that anything was spent on. */
public final class MemorySpending implements Spending {
  private final Map<String, Amount> spent = new HashMap<>();
  private LocalDate today = LocalDate.MIN;

  @Override
  public synchronized Optional<String> reserve(
      String tenant, LocalDate day, Amount amount, Amount limit) {
    if (day.isAfter(today)) {
      spent.clear();
      today = day;
    }
    Amount after = spent.getOrDefault(tenant, Amount.NONE).plus(amount);
    if (!after.within(limit)) {
      return Optional.of(SPENT);
    }
    spent.put(tenant, after);
    return Optional.empty();
  }

  @Override
  public synchronized void settle(String tenant, LocalDate day, Amount difference) {
    if (day.equals(today)) {
      spent.merge(tenant, difference, Amount::plus);
    }
  }
}
