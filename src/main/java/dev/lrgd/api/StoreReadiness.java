package dev.lrgd.api;

import dev.lrgd.pool.PoolId;
import dev.lrgd.pool.PoolStore;
import dev.lrgd.pool.StoreRefusal;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready is who reaches the store; alive is anybody who answers. */
@Readiness
@Singleton
public class StoreReadiness implements HealthCheck {

  private final PoolStore store;

  @Inject
  StoreReadiness(PoolStore store) {
    this.store = store;
  }

  @Override
  public HealthCheckResponse call() {
    try {
      store.pools(PoolId.DEFAULT_TENANT);
      return HealthCheckResponse.up("pool store");
    } catch (StoreRefusal.Unavailable e) {
      return HealthCheckResponse.down("pool store");
    }
  }
}
