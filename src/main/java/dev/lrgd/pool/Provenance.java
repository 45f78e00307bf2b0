package dev.lrgd.pool;

/** Where a demonstration comes from. */
public enum Provenance {
  /** What a user really chose. */
  REAL,
  /** Written by a generator; never called real wherever it is shown. */
  SYNTHETIC
}
