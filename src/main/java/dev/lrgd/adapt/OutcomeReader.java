package dev.lrgd.adapt;

import dev.lrgd.feedback.OutcomeLog;
import dev.lrgd.feedback.OutcomePage;
import dev.lrgd.pool.PoolId;
import java.util.function.Consumer;

/** The log of a pool from one place on, page by page, up to another or at most so many outcomes. */
final class OutcomeReader implements OutcomeSource {
  private static final int PAGE = 1000;

  private final OutcomeLog log;
  private final PoolId pool;
  private final String after;
  private final String upTo;
  private final int limit;
  private String end;

  /**
   * @param upTo a place; empty for no end
   * @param limit how many outcomes at most; 0 or more
   */
  OutcomeReader(OutcomeLog log, PoolId pool, String after, String upTo, int limit) {
    this.log = log;
    this.pool = pool;
    this.after = after;
    this.upTo = upTo;
    this.limit = limit;
    this.end = after;
  }

  @Override
  public void forEach(Consumer<OutcomePage.Answer> consumer) {
    String place = after;
    int left = limit;
    boolean more = true;
    while (more && left > 0) {
      OutcomePage page = log.outcomes(pool, place, upTo, Math.min(PAGE, left));
      page.answers().forEach(consumer);
      left -= page.answers().size();
      place = page.end();
      more = !page.answers().isEmpty();
    }
    end = place;
  }

  /** Where the last reading ended. */
  String end() {
    return end;
  }
}
