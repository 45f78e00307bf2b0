package dev.lrgd.pool;

import java.time.Instant;

/**
 * What can be said about a version without loading it.
 *
 * @param items size of the catalogue
 * @param users how many users' interactions it was fitted on
 * @param interactions how many interactions it was fitted on
 * @param demonstrations how many demonstrations it holds
 * @param outcomesUpTo place in the log of outcomes up to which they are in this version; empty for
 *     its beginning
 */
public record VersionSummary(
    int number,
    Instant createdAt,
    int items,
    int users,
    int interactions,
    int demonstrations,
    String outcomesUpTo) {

  public VersionSummary withDemonstrations(int count) {
    return new VersionSummary(number, createdAt, items, users, interactions, count, outcomesUpTo);
  }
}
