package dev.lrgd.pool;

import java.time.Instant;

/**
 * What a store removed about one user.
 *
 * @param versions how many kept versions lost demonstrations
 */
public record ErasureReceipt(
    Instant erasedAt, int interactions, int demonstrations, int versions) {}
