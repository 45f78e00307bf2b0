package dev.lrgd.pool;

import java.time.Instant;

/**
 * What was removed about one user, whom it does not name.
 *
 * @param outcomes counted by the log of outcomes; 0 as long as it was not asked
 * @param versions how many kept versions lost demonstrations
 */
public record ErasureReceipt(
    Instant erasedAt, int interactions, int outcomes, int demonstrations, int versions) {

  public ErasureReceipt withOutcomes(int counted) {
    return new ErasureReceipt(erasedAt, interactions, counted, demonstrations, versions);
  }
}
