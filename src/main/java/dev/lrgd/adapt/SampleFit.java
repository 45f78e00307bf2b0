package dev.lrgd.adapt;

import dev.lrgd.pool.sample.SamplePool;

/**
 * The sample pool, fitted.
 *
 * <p>Static on purpose: a native executable initialises classes while it is built, so the fit is
 * part of it and costs a start nothing. On a JVM it is made when first asked for, in a second or
 * two.
 */
final class SampleFit {
  static final SamplePool POOL = SamplePool.make();

  static final PoolFit FIT =
      PoolFit.of(
          POOL.items(),
          POOL.interactions(),
          PoolFit.MAX_DEMONSTRATIONS,
          PoolFit.DEMONSTRATION_HISTORY);

  private SampleFit() {}
}
