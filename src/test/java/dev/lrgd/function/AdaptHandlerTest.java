package dev.lrgd.function;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lrgd.pool.PoolId;
import dev.lrgd.pool.PoolStore;
import dev.lrgd.space.Interaction;
import dev.lrgd.space.Item;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(AdaptHandlerTest.Adapt.class)
class AdaptHandlerTest {

  /** Every handler is started as it is deployed. */
  public static class Adapt implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("quarkus.lambda.handler", "adapt");
    }
  }

  @Inject
  @Named("adapt")
  AdaptHandler handler;

  @Inject PoolStore store;
  @Inject ObjectMapper mapper;

  @Test
  void oneScheduledTimeIsServedOnceHoweverOftenItIsDelivered() throws IOException {
    fill(PoolId.of("once"));
    String event = "{\"pools\":[\"once\"],\"scheduledTime\":\"2026-11-23T08:00:00Z\"}";
    assertEquals(1, invoke(event).at("/pools/0/version").asInt());
    assertEquals(1, invoke(event).at("/pools/0/version").asInt());
    assertEquals(1, store.versions(PoolId.of("once")).size());
    assertEquals(1, invoke(event.replace("08:", "09:")).at("/pools/0/version").asInt());
    assertEquals(2, store.adaptations(PoolId.of("once")).size());
    store.stageItems(PoolId.of("once"), List.of(Item.titled("new", "New")));
    assertEquals(2, invoke(event.replace("08:", "10:")).at("/pools/0/version").asInt());
  }

  @Test
  void aRulesEventBearsItsTimeToo() throws IOException {
    fill(PoolId.of("rule"));
    String event =
        "{\"pools\":[\"rule\"],\"source\":\"aws.events\",\"detail-type\":\"Scheduled Event\","
            + "\"time\":\"2026-11-23T08:00:00Z\"}";
    invoke(event);
    invoke(event);
    assertEquals(1, store.versions(PoolId.of("rule")).size());
  }

  @Test
  void byHandItRunsEveryTime() throws IOException {
    fill(PoolId.of("by-hand"));
    invoke("{\"pools\":[\"by-hand\"]}");
    JsonNode answer = invoke("{\"pools\":[\"by-hand\"]}");
    assertEquals(2, answer.at("/pools/0/version").asInt());
    assertEquals("committed", answer.at("/pools/0/verdict").asText());
  }

  @Test
  void withoutNamesEveryTenantsPoolsHaveTheirTurn() throws IOException {
    fill(PoolId.of("all"));
    fill(new PoolId("acme", "all"));
    List<String> pools = invoke("{}").get("pools").findValuesAsText("pool");
    assertTrue(pools.containsAll(List.of("default/all", "acme/all")), pools.toString());
  }

  @Test
  void whoInvokesItOnceAPoolIsToldTheirNamesAndNothingIsAdapted() throws IOException {
    PoolId pool = new PoolId("acme", "listed");
    fill(pool);
    JsonNode names =
        invoke("{\"list\":true,\"scheduledTime\":\"2026-11-23T08:00:00Z\"}").get("pools");
    assertTrue(names.toString().contains("\"acme/listed\""), names.toString());
    assertEquals(0, store.versions(pool).size());
  }

  @Test
  void itsMetricsCountOutcomesLateAndUnmatchedOnes() throws IOException {
    fill(PoolId.of("measured"));
    JsonNode metrics = PrintedMetrics.of(() -> invoke("{\"pools\":[\"measured\"]}"));
    for (String metric : List.of("Outcomes", "LateOutcomes", "UnmatchedOutcomes", "Alarms")) {
      assertEquals(0.0, metrics.get(metric).asDouble(), metrics.toString());
    }
  }

  @Test
  void whatIsDeliveredAgainIsNotCountedAgain() throws IOException {
    fill(PoolId.of("counted"));
    String event = "{\"pools\":[\"counted\"],\"scheduledTime\":\"2026-11-23T08:00:00Z\"}";
    assertTrue(PrintedMetrics.find(() -> invoke(event)).isPresent());
    assertFalse(PrintedMetrics.find(() -> invoke(event)).isPresent());
    String next = event.replace("08:", "09:");
    assertTrue(PrintedMetrics.find(() -> invoke(next)).isPresent());
  }

  @Test
  void onePoolsFailureFailsTheRunAfterTheOthersHadTheirTurn() {
    PoolId last = PoolId.of("after-failure");
    fill(last);
    AdaptationsFailed failure =
        assertThrows(
            AdaptationsFailed.class,
            () -> invoke("{\"pools\":[\"nobody-knows-it\",\"after-failure\"]}"));
    assertTrue(failure.getMessage().startsWith("default/nobody-knows-it: "));
    assertEquals(1, store.versions(last).size());
  }

  @Test
  void aPoolThatIsNamedTwiceHasOneTurn() throws IOException {
    PoolId pool = PoolId.of("twice");
    fill(pool);
    JsonNode answer = invoke("{\"pools\":[\"twice\",\"default/twice\"]}");
    assertEquals(1, answer.get("pools").size(), answer.toString());
    assertEquals(1, store.versions(pool).size());
  }

  @Test
  void withNoTimeLeftNothingIsBegun() {
    PoolId pool = PoolId.of("no-time");
    fill(pool);
    assertThrows(AdaptationsFailed.class, () -> invoke("{\"pools\":[\"no-time\"]}", 199));
    assertEquals(0, store.versions(pool).size());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "{\"pools\":\"secret-name\"}",
        "{\"pools\":[null]}",
        "{\"pools\":[\"secret-name}\"]}",
        "{\"scheduledTime\":\"secret-name\"}",
        "{\"source\":\"aws.events\",\"time\":\"secret-name\"}",
      })
  void whatIsNoScheduleIsRefusedWithoutQuotingIt(String event) {
    InvalidEvent refusal = assertThrows(InvalidEvent.class, () -> invoke(event));
    assertFalse(refusal.getMessage().contains("secret-name"), refusal.getMessage());
  }

  private void fill(PoolId pool) {
    List<Item> items = new ArrayList<>();
    List<Interaction> interactions = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      items.add(Item.titled("i" + i, "Title " + i));
      for (int user = 0; user < 3; user++) {
        interactions.add(new Interaction("u" + user, "i" + i, (long) i * (user + 1), Double.NaN));
      }
    }
    store.stageItems(pool, items);
    store.stageInteractions(pool, interactions);
  }

  private JsonNode invoke(String event) throws IOException {
    return invoke(event, 60_000);
  }

  private JsonNode invoke(String event, int remainingMillis) throws IOException {
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    handler.handleRequest(
        new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)),
        output,
        new TestContext("request-1", remainingMillis));
    return mapper.readTree(output.toByteArray());
  }
}
