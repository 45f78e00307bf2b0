package dev.lrgd.adapt;

import dev.lrgd.pool.sample.SamplePool;
import dev.lrgd.recommend.DemonstrationIndex;
import dev.lrgd.recommend.FirstStageSettings;

/**
 * The sample pool, fitted and indexed.
 *
 * <p>Static on purpose: a native executable initialises classes while it is built, so all is part
 * of it and costs neither a start nor a first request anything. On a JVM it is made when first
 * asked for, in a second or two.
 */
final class SampleFit {
  static final SamplePool POOL = SamplePool.make();

  static final PoolFit FIT =
      PoolFit.of(
          POOL.items(),
          POOL.interactions(),
          PoolFit.MAX_DEMONSTRATIONS,
          PoolFit.DEMONSTRATION_HISTORY);

  static final DemonstrationIndex INDEX =
      DemonstrationIndex.of(
          FIT.space(), FIT.demonstrations(), FirstStageSettings.defaults().transitions());

  private SampleFit() {}
}
