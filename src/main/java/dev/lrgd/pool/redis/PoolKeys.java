package dev.lrgd.pool.redis;

import dev.lrgd.pool.PoolId;

/**
 * The names of a pool's keys. All of them share the hash tag {@code {tenant/pool}}, so a cluster
 * keeps a pool on one node, where a script may touch several of its keys.
 */
public record PoolKeys(String prefix) {

  /** The names of all tenants: the one key that belongs to nobody, read by schedulers alone. */
  static final String TENANTS = "lrgd:tenants";

  public static PoolKeys of(PoolId pool) {
    return new PoolKeys("lrgd:{" + pool + "}:");
  }

  /** The names of a tenant's pools. */
  static String poolsOf(String tenant) {
    return "lrgd:{" + tenant + "}:pools";
  }

  /** Hash: version, epoch, token of the turn that committed last. */
  public String active() {
    return prefix + "active";
  }

  /** Hash: counters. A pool exists where it does. */
  String state() {
    return prefix + "state";
  }

  /** Hash: every item ever PUT. */
  String items() {
    return prefix + "items";
  }

  /** Set: ids of the items PUT since the last adaptation began. */
  String staged() {
    return prefix + "staged";
  }

  /** Set: ids of the items that the running adaptation, or one that was killed, folds. */
  String folding() {
    return prefix + "folding";
  }

  /** Hash: every user's interactions, as lines. */
  String interactions() {
    return prefix + "interactions";
  }

  /** Hash: the kept versions' summaries. */
  String versions() {
    return prefix + "versions";
  }

  String part(int version, String name) {
    return prefix + "v:" + version + ":" + name;
  }

  /** A part on its way: it goes by itself if its turn never commits. */
  String uploaded(long token, String name) {
    return prefix + "new:" + token + ":" + name;
  }

  /** List: reports, newest first. */
  String reports() {
    return prefix + "reports";
  }

  /** Hash: of each scheduled time, up to when times are over without its report, and the report. */
  String scheduled() {
    return prefix + "scheduled";
  }

  /** Token of the running adaptation, with a time to live. */
  String lease() {
    return prefix + "lease";
  }

  /** Hash: fingerprints of erased users, with the number of the erasure and its second. */
  public String erased() {
    return prefix + "erased";
  }

  /** The receipt of an erasure, with a time to live. */
  String receipt(String name) {
    return prefix + "receipt:" + name;
  }
}
