package dev.lrgd.evaluate.adaptation;

import dev.lrgd.pool.Verdict;
import java.util.List;

/**
 * One arm in one world.
 *
 * @param verdicts of its rounds
 * @param clicks how many visits ended in one
 */
record ArmTrace(List<Checkpoint> checkpoints, List<Verdict> verdicts, int clicks) {
  /** NaN where nothing was recommended to visits. */
  double clicksARound() {
    return verdicts.isEmpty() ? Double.NaN : (double) clicks / verdicts.size();
  }

  long count(Verdict verdict) {
    return verdicts.stream().filter(verdict::equals).count();
  }
}
