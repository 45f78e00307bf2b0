package dev.lrgd.api;

import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lrgd.pool.PoolStore;
import dev.lrgd.pool.StoreRefusal;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.junit.jupiter.api.Test;

@QuarkusTest
class StoreReadinessTest {

  @TestHTTPResource URI root;

  @Test
  void theStoreMakesTheServiceReadyAndNotAlive() {
    Service service = new Service(root);
    service
        .get("/q/health/ready")
        .statusCode(200)
        .body("checks.name", hasItem("pool store"))
        .body("status", is("UP"));
    service.get("/q/health/live").statusCode(200).body("checks.name", not(hasItem("pool store")));
  }

  @Test
  void aStoreThatCannotBeReachedIsNotReady() {
    PoolStore away =
        (PoolStore)
            Proxy.newProxyInstance(
                PoolStore.class.getClassLoader(),
                new Class<?>[] {PoolStore.class},
                (proxy, method, arguments) -> {
                  throw new StoreRefusal.Unavailable("away", Duration.ofSeconds(1), null);
                });
    assertEquals(HealthCheckResponse.Status.DOWN, new StoreReadiness(away).call().getStatus());
  }
}
