package dev.lrgd.api;

import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lrgd.pool.redis.TestRedis;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The main job over HTTP with pools in Redis. */
@QuarkusTest
@TestProfile(RedisServiceTest.InRedis.class)
@QuarkusTestResource(value = RedisServiceTest.Server.class, restrictToAnnotatedClass = true)
class RedisServiceTest {

  @TestHTTPResource URI root;

  public static class InRedis implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("lrgd.store", "redis");
    }
  }

  /** A Redis server for as long as the service runs. */
  public static class Server implements QuarkusTestResourceLifecycleManager {
    private TestRedis redis;

    @Override
    public Map<String, String> start() {
      redis = TestRedis.start();
      return Map.of("quarkus.redis.hosts", redis.url());
    }

    @Override
    public void stop() {
      redis.close();
    }
  }

  @Test
  void aChoiceIsInTheUsersHistoryAtOnceAndASkipOrADuplicateIsNot() {
    Service service = new Service(root);
    String pool = Service.newPool();
    String path = "/v1/pools/" + pool;
    service.fillAndAdapt(pool, 6);
    String request = "{\"user\":\"newcomer\",\"limit\":5,\"explain\":true}";
    String recommendation =
        service
            .post(path + "/recommendations", request)
            .body("rankedBy", is("popularity"))
            .extract()
            .path("recommendation");
    String outcome = "{\"recommendation\":\"%s\",\"item\":\"%s\",\"event\":\"%s\"}";
    service.post(path + "/feedback", outcome.formatted(recommendation, "b", "skip"));
    service.post(path + "/recommendations", request).body("rankedBy", is("popularity"));

    service.post(path + "/feedback", outcome.formatted(recommendation, "a", "click"));
    service.post(path + "/feedback", outcome.formatted(recommendation, "a", "click"));
    service.post(path + "/feedback", outcome.formatted("nobody-knows-it", "c", "click"));

    service.post(path + "/recommendations", request).body("rankedBy", is("dual-model"));
    service.get(path).body("staged.interactions", is(1));
  }

  @Test
  void aPoolIsFilledAdaptedAskedToldAndForgetsAUser() {
    Service service = new Service(root);
    String pool = Service.newPool();
    String path = "/v1/pools/" + pool;
    service.fillAndAdapt(pool, 6);
    service.get("/q/health/ready").statusCode(200);

    String recommendation =
        service
            .post(path + "/recommendations", "{\"user\":\"u1\",\"limit\":3}")
            .statusCode(200)
            .body("poolVersion", is(1))
            .body("items", hasSize(3))
            .body("degraded", empty())
            .extract()
            .path("recommendation");
    String outcome =
        "{\"recommendation\":\"%s\",\"item\":\"c\",\"event\":\"click\"}".formatted(recommendation);
    service.post(path + "/feedback", outcome).statusCode(202);
    service.post(path + "/feedback", outcome).statusCode(202).body("duplicate", is(true));
    service.post(path + "/adaptations").statusCode(200);
    service.get(path + "/versions").statusCode(200).body("versions", hasSize(2));
    // There is a log now, and nothing new in it.
    service.put(path + "/items", Service.NDJSON, "{\"id\":\"f\",\"title\":\"Title of f\"}");
    service.post(path + "/adaptations").statusCode(200);
    service.get(path + "/adaptations").statusCode(200).body("adaptations", hasSize(3));

    Map<String, Object> receipt =
        service.request().delete(path + "/users/u1").then().statusCode(200).extract().path("");
    // Three that were PUT, and the choice that was reported as an outcome.
    assertEquals(4, receipt.get("interactions"));
    assertEquals(1, receipt.get("outcomes"));
    assertEquals(3, receipt.get("versions"));
    service.get(path + "/erasures/" + receipt.get("receipt")).body("", is(receipt));
    service
        .request()
        .delete(path + "/users/u1")
        .then()
        .statusCode(200)
        .body("interactions", is(0))
        .body("outcomes", is(0))
        .body("demonstrations", is(0));
  }
}
