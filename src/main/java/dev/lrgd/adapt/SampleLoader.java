package dev.lrgd.adapt;

import dev.lrgd.pool.PoolId;
import dev.lrgd.pool.PoolStore;
import dev.lrgd.pool.memory.MemoryPoolStore;
import dev.lrgd.pool.sample.SamplePool;
import dev.lrgd.recommend.PreparedPools;
import io.quarkus.runtime.ImageMode;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;

/** Gives a service that starts with nothing something to recommend. */
@ApplicationScoped
public class SampleLoader {
  private static final Logger LOG = Logger.getLogger(SampleLoader.class);
  private static final PoolId POOL = PoolId.of(SamplePool.NAME);

  private final PoolStore store;
  private final Adaptation adaptation;
  private final PreparedPools prepared;
  private final SampleConfig config;
  private final Event<SampleLoaded> loaded;

  SampleLoader(
      PoolStore store,
      Adaptation adaptation,
      PreparedPools prepared,
      SampleConfig config,
      Event<SampleLoaded> loaded) {
    this.store = store;
    this.adaptation = adaptation;
    this.prepared = prepared;
    this.config = config;
    this.loaded = loaded;
  }

  void onStart(@Observes StartupEvent start) {
    if (!config.enabled() || !(store instanceof MemoryPoolStore memory)) {
      return;
    }
    if (ImageMode.current() == ImageMode.NATIVE_RUN) {
      // It lies in the executable, fitted: who asks first waits a millisecond for it, no start
      // does.
      memory.beforeFirstUse(this::load);
    } else {
      // The JVM has to fit first. Nobody waits for that: until then there is no such pool.
      Thread thread = new Thread(this::loadOrSay, "sample-pool");
      thread.setDaemon(true);
      thread.start();
    }
  }

  /** Stages the sample and publishes its fit as version 1. */
  void load() {
    PoolFit fit = SampleFit.FIT;
    prepared.use(SampleFit.INDEX);
    store.stageItems(POOL, SampleFit.POOL.items());
    store.stageInteractions(POOL, SampleFit.POOL.interactions());
    loaded.fire(new SampleLoaded(POOL, adaptation.publish(POOL, fit).after()));
  }

  private void loadOrSay() {
    try {
      load();
    } catch (RuntimeException e) {
      LOG.error("The sample pool is not there: it could not be loaded.", e);
    }
  }
}
