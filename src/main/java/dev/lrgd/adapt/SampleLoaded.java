package dev.lrgd.adapt;

import dev.lrgd.pool.PoolId;
import dev.lrgd.pool.VersionSummary;

/** Fired when the sample pool answers for the first time. */
public record SampleLoaded(PoolId pool, VersionSummary version) {}
