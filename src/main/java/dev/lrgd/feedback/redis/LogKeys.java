package dev.lrgd.feedback.redis;

import dev.lrgd.pool.PoolId;
import dev.lrgd.pool.redis.PoolKeys;

/** The names of the log's keys, beside those of the pool and with the same hash tag. */
record LogKeys(String prefix, String active, String erased) {

  static LogKeys of(PoolId pool) {
    PoolKeys keys = PoolKeys.of(pool);
    return new LogKeys(keys.prefix(), keys.active(), keys.erased());
  }

  /**
   * Stream: an outcome (field o) and the line of the recommendation it answers (field r), each time
   * in this order.
   */
  String feedback() {
    return prefix + "feedback";
  }

  /** What was recommended, with a time to live. */
  String recommendation(String id) {
    return recommendations() + id;
  }

  String recommendations() {
    return prefix + "rec:";
  }

  /** Set: ids of the events of a period, with a time to live. */
  String events(long period) {
    return prefix + "events:" + period;
  }

  /** Sorted set: ids of what was recommended to a user, by time. */
  String recommendationsOf(String fingerprint) {
    return prefix + "user:" + fingerprint;
  }
}
