package dev.lrgd.llm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lrgd.llm.ModelFault.Kind;
import dev.lrgd.llm.Spending.Amount;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BillTest {
  private static final LocalDate DAY = LocalDate.of(2026, 5, 1);
  private static final Amount LIMIT = new Amount(1000, 1000);
  private static final Optional<String> SPENT = Optional.of(Spending.SPENT);
  private static final Amount MOST = new Amount(300, 30);

  private final MemorySpending spending = new MemorySpending();
  private final Bill bill = new Bill(spending, LIMIT, "acme", DAY, MOST);

  /** What is left of the day's limit is all that can still be reserved. */
  private void assertSpent(Amount spent) {
    Amount left = LIMIT.minus(spent);
    assertEquals(SPENT, spending.reserve("acme", DAY, left.plus(new Amount(1, 0)), LIMIT));
    assertEquals(SPENT, spending.reserve("acme", DAY, left.plus(new Amount(0, 1)), LIMIT));
    assertEquals(Optional.empty(), spending.reserve("acme", DAY, left, LIMIT));
  }

  @Test
  void anAnswerCostsWhatTheEndpointCounted() {
    assertEquals(Optional.empty(), bill.reserve());
    bill.answered(new Amount(120, 7));
    bill.settle();
    assertSpent(new Amount(120, 7));
  }

  @Test
  void anAnswerWhoseTokensAreNotCountedCostsTheMostItMay() {
    bill.reserve();
    bill.answered(Amount.NONE);
    bill.settle();
    assertSpent(MOST);
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void aFailedCallCostsTheMostItMayUnlessItWasTurnedAway(Kind kind) {
    bill.reserve();
    bill.failed(kind);
    bill.settle();
    boolean worked = kind == Kind.TIMEOUT || kind == Kind.RESET || kind == Kind.UNREADABLE;
    assertSpent(worked ? MOST : Amount.NONE);
  }

  @Test
  void aSecondCallIsPaidBesideTheFirst() {
    bill.reserve();
    bill.failed(Kind.RESET);
    assertEquals(Optional.empty(), bill.reserve());
    bill.answered(new Amount(120, 7));
    bill.settle();
    assertSpent(new Amount(420, 37));
  }

  @Test
  void aCallThatWasNotMadeCostsNothing() {
    bill.reserve();
    bill.settle();
    assertSpent(Amount.NONE);
  }

  @Test
  void whatTheLimitDoesNotCoverIsNotReserved() {
    assertEquals(Optional.empty(), bill.reserve());
    assertEquals(Optional.empty(), bill.reserve());
    assertEquals(Optional.empty(), bill.reserve());
    assertEquals(SPENT, bill.reserve());
    bill.settle();
    assertSpent(Amount.NONE);
  }
}
