package dev.lrgd.llm;

import dev.lrgd.llm.Spending.Amount;
import java.time.LocalDate;
import java.util.Optional;

/**
 * What one request costs its tenant. Before every call the most it may cost is reserved; at the end
 * all is settled at what is known: the tokens that the endpoint counted, nothing for a call that it
 * turned away, and the whole reserve for one whose answer was not waited for, broke off or could
 * not be read, and for one whose tokens were not counted. So a tenant may be charged too much, and
 * too little only where an endpoint works on after it has failed.
 */
final class Bill {
  private final Spending spending;
  private final Amount limit;
  private final String tenant;
  private final LocalDate day;
  private final Amount most;
  private Amount reserved = Amount.NONE;
  private Amount spent = Amount.NONE;

  /**
   * @param limit of the tenant's day
   * @param most that one call may cost
   */
  Bill(Spending spending, Amount limit, String tenant, LocalDate day, Amount most) {
    this.spending = spending;
    this.limit = limit;
    this.tenant = tenant;
    this.day = day;
    this.most = most;
  }

  /** Why the tenant cannot pay for one more call; empty when it can. */
  Optional<String> reserve() {
    Optional<String> refusal =
        isUnlimited() ? Optional.empty() : spending.reserve(tenant, day, most, limit);
    if (refusal.isEmpty()) {
      reserved = reserved.plus(most);
    }
    return refusal;
  }

  /**
   * @param counted none where the endpoint does not count
   */
  void answered(Amount counted) {
    spent = spent.plus(counted.tokens() == 0 ? most : counted);
  }

  void failed(ModelFault.Kind kind) {
    spent = spent.plus(kind.mayCost() ? most : Amount.NONE);
  }

  void settle() {
    if (!isUnlimited() && !spent.equals(reserved)) {
      spending.settle(tenant, day, spent.minus(reserved));
    }
  }

  private boolean isUnlimited() {
    return limit.equals(Amount.UNLIMITED);
  }
}
