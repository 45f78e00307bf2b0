package dev.lrgd.adapt;

import dev.lrgd.feedback.OutcomeLog;
import dev.lrgd.feedback.OutcomePage;
import dev.lrgd.pool.PoolId;
import java.util.function.Consumer;

/** The log of a pool from one place on, page by page, at most so many outcomes. */
final class OutcomeReader implements OutcomeSource {
  private static final int PAGE = 1000;

  private final OutcomeLog log;
  private final PoolId pool;
  private final String after;
  private final int limit;
  private String end;

  OutcomeReader(OutcomeLog log, PoolId pool, String after, int limit) {
    this.log = log;
    this.pool = pool;
    this.after = after;
    this.limit = limit;
    this.end = after;
  }

  @Override
  public void forEach(Consumer<OutcomePage.Answer> consumer) {
    String place = after;
    int left = limit;
    boolean more = true;
    while (more && left > 0) {
      OutcomePage page = log.outcomes(pool, place, Math.min(PAGE, left));
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
