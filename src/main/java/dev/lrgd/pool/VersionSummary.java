package dev.lrgd.pool;

import java.time.Instant;

/**
 * What can be said about a version without loading it.
 *
 * @param items size of the catalogue
 * @param users how many users' interactions it was fitted on
 * @param interactions how many interactions it was fitted on
 * @param demonstrations how many demonstrations it holds
 */
public record VersionSummary(
    int number, Instant createdAt, int items, int users, int interactions, int demonstrations) {

  public VersionSummary withDemonstrations(int count) {
    return new VersionSummary(number, createdAt, items, users, interactions, count);
  }
}
