package dev.lrgd.pool.redis;

import io.vertx.redis.client.Response;

/**
 * Which version is active.
 *
 * @param number 0 before the first adaptation
 * @param epoch grows with every change of what readers are to see: a commit, an activation, an
 *     erasure in the active version
 */
record Pointer(int number, long epoch) {

  /** Reads two neighbouring fields of an answer; a pool without a version has none. */
  static Pointer of(Response answer, int at) {
    return new Pointer((int) number(answer.get(at)), number(answer.get(at + 1)));
  }

  private static long number(Response field) {
    return field == null ? 0 : field.toLong();
  }
}
