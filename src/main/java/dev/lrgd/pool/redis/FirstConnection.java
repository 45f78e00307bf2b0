package dev.lrgd.pool.redis;

import dev.lrgd.pool.StoreConfig;
import dev.lrgd.pool.StoreRefusal;
import io.quarkus.runtime.StartupEvent;
import io.vertx.redis.client.Command;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/**
 * Connects while the process starts, so that the first request finds a connection with its TLS and
 * its login done; a function on the JVM starts with its first event. A store that is away delays a
 * start by {@code lrgd.store.redis.timeout} at most.
 */
@Singleton
class FirstConnection {
  private static final Logger LOG = Logger.getLogger(FirstConnection.class);

  void open(@Observes StartupEvent started, StoreConfig config, Instance<RedisCalls> calls) {
    if (config.kind() == StoreConfig.Kind.REDIS) {
      try {
        calls.get().send(Command.EXISTS, PoolKeys.TENANTS);
      } catch (StoreRefusal e) {
        LOG.warnf("started without the store: %s (%s)", e.getMessage(), e.getCause());
      }
    }
  }
}
